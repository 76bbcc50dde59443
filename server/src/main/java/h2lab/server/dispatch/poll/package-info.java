/**
 * The {@code async-custom} method: one thread and one selector. Each client carries the set of
 * {@link h2lab.server.dispatch.poll.ClientFact facts} true of it; the table {@link
 * h2lab.server.dispatch.poll.Action} picks its next action, until that is to wait; then the next
 * client, then poll.
 */
package h2lab.server.dispatch.poll;
