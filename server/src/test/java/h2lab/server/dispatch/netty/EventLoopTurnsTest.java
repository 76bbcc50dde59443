package h2lab.server.dispatch.netty;

import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.nothing;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.dispatch.Service;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

/** No client keeps the event loop, however fast it takes what it is sent. */
class EventLoopTurnsTest {
  private static final int LEAST_PER_TURN = 256 * 1_024;
  private static final int MOST_PER_TURN = LEAST_PER_TURN + EventLoopConversation.REPLY_OCTETS;
  private static final int RESPONSE = 10 << 20;
  private static final int INITIAL_WINDOW_SIZE = 4;

  private final Insatiable socket = new Insatiable();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Service service = new Service(ServerOptions.of("async", Tls.OFF), null);

  /** A socket that takes everything at once. */
  private static final class Insatiable extends ChannelOutboundHandlerAdapter {
    private long octets;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      octets += ((ByteBuf) message).readableBytes();
      ((ByteBuf) message).release();
      promise.setSuccess();
    }

    @Override
    public void flush(ChannelHandlerContext context) {}
  }

  @Test
  void aClientThatTakesEverythingIsWrittenSoMuchAndGoesOnWhenTheLoopComesRoundAgain() {
    var conversation = new EventLoopConversation(channel, service);
    var pipeline = new ClientPipeline(null, conversation.wire());
    var client = new EventLoopClient(conversation, pipeline, service);
    channel.pipeline().addLast(socket, conversation.wire(), new LibraryCalls(client, pipeline));
    channel.pipeline().fireChannelActive();
    byte[] aLargeResponseWithoutLimits =
        nothing()
            .preface()
            .setting(INITIAL_WINDOW_SIZE, Integer.MAX_VALUE)
            .windowUpdate(0, 1 << 30)
            .ask(END_STREAM, 1, "GET", "/octets/" + RESPONSE)
            .octets();
    long before = socket.octets;
    client.arrived(Unpooled.wrappedBuffer(aLargeResponseWithoutLimits));
    client.burstOver();
    int turns = 1;
    while (socket.octets < RESPONSE) {
      long inTurn = socket.octets - before;
      assertTrue(inTurn >= LEAST_PER_TURN && inTurn <= MOST_PER_TURN, inTurn + " in a turn");
      before = socket.octets;
      channel.runScheduledPendingTasks();
      turns++;
    }
    assertTrue(turns > RESPONSE / MOST_PER_TURN, turns + " turns");
    channel.close();
  }
}
