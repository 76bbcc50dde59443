package h2lab.server.dispatch.netty;

import static h2lab.server.http2.FrameBytes.PING;
import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.dispatch.Service;
import h2lab.server.http2.FrameBytes;
import h2lab.server.http2.Limits;
import h2lab.server.http2.Nuisance;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a peer that does not read costs, and that it gets all its replies once it does. */
class BackpressureTest {
  private static final Limits ANY_NUMBER_OF_PINGS =
      new Limits(100, 16_384, 65_536, 8, 100, Map.of(Nuisance.PING, Integer.MAX_VALUE));
  private static final int PINGS_AT_ONCE = 100;
  private static final int PING_OCTETS = 17;
  private static final int SETTINGS_OCTETS = 21 + 9;

  /** A socket that takes nothing until it is told to. */
  private static final class Stuck extends ChannelOutboundHandlerAdapter {
    private final Queue<ByteBuf> held = new ArrayDeque<>();
    private final Queue<ChannelPromise> promises = new ArrayDeque<>();

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      held.add((ByteBuf) message);
      promises.add(promise);
    }

    int takeOne() {
      ByteBuf taken = held.remove();
      int octets = taken.readableBytes();
      taken.release();
      promises.remove().setSuccess();
      return octets;
    }
  }

  private final Stuck socket = new Stuck();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Service service =
      new Service(
          ServerOptions.serving("async", Tls.OFF).limits(ANY_NUMBER_OF_PINGS).build(), null);

  private EventLoopConversation connect() {
    channel.config().setAllocator(PooledByteBufAllocator.DEFAULT);
    var conversation = new EventLoopConversation(channel, service);
    var pipeline = new ClientPipeline(null, conversation.wire());
    var client = new EventLoopClient(conversation, pipeline, service);
    channel.pipeline().addLast(socket, conversation.wire(), new LibraryCalls(client, pipeline));
    channel.pipeline().fireChannelActive();
    return conversation;
  }

  private int pingUntilReadingStops() {
    FrameBytes pings = nothing();
    IntStream.range(0, PINGS_AT_ONCE).forEach(i -> pings.frame(PING, 0, 0, new byte[8]));
    channel.writeInbound(Unpooled.wrappedBuffer(opening().octets()));
    int sent = 0;
    while (channel.config().isAutoRead()) {
      channel.writeInbound(Unpooled.wrappedBuffer(pings.octets()));
      sent += PINGS_AT_ONCE;
      assertTrue(sent < 100_000, "reads on without end");
    }
    return sent;
  }

  @Test
  void stopsReadingAndHoldsOneWriteAndOneBuffer() {
    EventLoopConversation conversation = connect();
    pingUntilReadingStops();
    assertEquals(1, socket.held.size());
    assertTrue(conversation.toWrite() <= 2 * EventLoopConversation.REPLY_OCTETS);
    channel.close();
    socket.held.forEach(ByteBuf::release);
  }

  @Test
  void readsOnAndAnswersAllOnceThePeerReads() {
    connect();
    int pings = pingUntilReadingStops();
    int octets = 0;
    while (!socket.held.isEmpty()) {
      octets += socket.takeOne();
    }
    assertEquals(SETTINGS_OCTETS + pings * PING_OCTETS, octets);
    assertTrue(channel.config().isAutoRead());
    channel.close();
  }

  @Test
  void givesAllBuffersBackHoweverItEnds() {
    long before = activeAllocations();
    connect();
    pingUntilReadingStops();
    channel.close();
    socket.held.forEach(ByteBuf::release);
    PooledByteBufAllocator.DEFAULT.trimCurrentThreadCache();
    assertEquals(before, activeAllocations());
    assertEquals(1, service.result("").clients());
    assertFalse(channel.isOpen());
  }

  private static long activeAllocations() {
    PooledByteBufAllocator.DEFAULT.trimCurrentThreadCache();
    return PooledByteBufAllocator.DEFAULT.metric().directArenas().stream()
        .mapToLong(PoolArenaMetric::numActiveAllocations)
        .sum();
  }
}
