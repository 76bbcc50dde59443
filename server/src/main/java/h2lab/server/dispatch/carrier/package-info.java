/**
 * Virtual threads over a scheduler and a poller of our own: a {@link
 * h2lab.server.dispatch.carrier.Carrier carrier} runs those that can go on, and when all wait it
 * sleeps in its poller. Nobody else has to be woken when octets come, which is what the JDK's own
 * way costs: there a thread that polls hands the waiting one to a pool.
 */
package h2lab.server.dispatch.carrier;
