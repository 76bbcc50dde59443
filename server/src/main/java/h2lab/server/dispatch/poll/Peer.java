package h2lab.server.dispatch.poll;

import java.net.SocketAddress;
import java.nio.channels.ByteChannel;

/**
 * A client just accepted that nobody serves yet, and that can still be handed to another loop.
 *
 * @param channel of the kind that pollers like the accepting one watch
 */
public record Peer(ByteChannel channel, SocketAddress address) {}
