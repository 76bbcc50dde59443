/**
 * The {@code async} method: Netty as an event-loop library carries our protocol core. The library
 * decides when something happens; {@link h2lab.server.dispatch.netty.LibraryCalls} tells the
 * client, to which each call adds a {@link h2lab.server.dispatch.netty.EventLoopFact fact}, and the
 * table {@link h2lab.server.dispatch.netty.EventLoopAction} picks what is done about it, until that
 * is to wait for the next call.
 *
 * <pre>
 *  channel pipeline:  socket -- WireTap -- SslHandler (TLS only) -- LibraryCalls -- EventLoopClient
 * </pre>
 */
package h2lab.server.dispatch.netty;
