/**
 * Dispatch methods whose thread blocks on one client at a time: {@code none} with one thread for
 * all, {@code thread} with one each. Both talk to a client by the same {@link
 * h2lab.server.dispatch.blocking.BlockingAction table}.
 */
package h2lab.server.dispatch.blocking;
