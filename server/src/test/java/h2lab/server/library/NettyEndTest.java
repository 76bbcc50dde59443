package h2lab.server.library;

import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.GOAWAY;
import static h2lab.server.http2.FrameBytes.PING;
import static h2lab.server.http2.FrameBytes.SETTINGS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.http2.ErrorCode;
import h2lab.server.http2.FrameBytes;
import h2lab.server.http2.Limits;
import h2lab.server.http2.Received;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a connection of {@code METHOD/http2} ends, and what it tells meanwhile. */
class NettyEndTest {
  private static final long SEEN = 0x6832_6c61_6264_726eL;
  private static final String ANNOUNCED = "GOAWAY 2147483647 NO_ERROR";

  @Test
  void drainsInTwoSteps() {
    try (NettyTalk talk = NettyTalk.opened().feed(FrameBytes.nothing().requestWithBody(1))) {
      talk.drain();
      assertEquals(List.of(ANNOUNCED, "PING"), talk.answers);
      talk.drain();
      assertEquals(2, talk.answers.size(), "announced once");
      talk.feed(FrameBytes.nothing().requestWithBody(3));
      talk.feed(seen());
      assertEquals("GOAWAY 3 NO_ERROR", talk.answers.getLast());
      talk.feed(FrameBytes.nothing().request(5));
      assertEquals("RST_STREAM 5 REFUSED_STREAM", talk.answers.getLast());
      talk.feed(FrameBytes.nothing().data(END_STREAM, 1, 0));
      assertFalse(talk.occurred.contains(new Received.Drained()));
      talk.feed(FrameBytes.nothing().data(END_STREAM, 3, 0));
      assertEquals(new Received.Drained(), talk.occurred.getLast());
      assertEquals("Hello World\nHello World\n", talk.contentText());
    }
  }

  @Test
  void drainsAtOnceWhereNothingIsUnderWay() {
    try (NettyTalk talk = NettyTalk.opened().drain().feed(seen())) {
      assertEquals(List.of(ANNOUNCED, "PING", "GOAWAY 0 NO_ERROR"), talk.answers);
      assertEquals(new Received.Drained(), talk.occurred.getLast());
      talk.answers.clear();
      talk.feed(FrameBytes.nothing().request(1));
      assertEquals(List.of(), talk.answers);
    }
  }

  @Test
  void anotherPingsAnswerIsNotTheOneItWaitsFor() {
    try (NettyTalk talk = NettyTalk.opened().drain()) {
      talk.feed(FrameBytes.nothing().frame(PING, FrameBytes.ACK, 0, new byte[8]));
      assertEquals(List.of(ANNOUNCED, "PING"), talk.answers);
    }
  }

  @Test
  void answersWhatWaitsForAWindowBeforeItIsDrained() {
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.feed(FrameBytes.nothing().setting(4, 5).request(1)).drain().feed(seen());
      assertTrue(talk.protocol.responsesWait());
      assertFalse(talk.occurred.contains(new Received.Drained()));
      talk.feed(FrameBytes.nothing().windowUpdate(1, 100));
      assertEquals("Hello World\n", talk.contentText());
      assertEquals(new Received.Drained(), talk.occurred.getLast());
    }
  }

  @Test
  void clientThatLeavesIsAnsweredBeforeItIsDrained() {
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.feed(FrameBytes.nothing().requestWithBody(1).frame(GOAWAY, 0, 0, goAway(7, 11)));
      assertEquals(new Received.GoAway(7, 11), talk.occurred.getLast());
      talk.feed(FrameBytes.nothing().data(END_STREAM, 1, 3));
      assertEquals("Hello World\n", talk.contentText());
      assertEquals(new Received.Drained(), talk.occurred.getLast());
    }
  }

  @Test
  void endsWithCodeAndReasonAtOnce() {
    try (NettyTalk talk = NettyTalk.opened().feed(FrameBytes.nothing().requestWithBody(1))) {
      talk.end(ErrorCode.SETTINGS_TIMEOUT, "too slow");
      assertEquals(List.of("GOAWAY 1 SETTINGS_TIMEOUT"), talk.answers);
      talk.end(ErrorCode.NO_ERROR, "").feed(FrameBytes.nothing().data(END_STREAM, 1, 0));
      assertEquals(1, talk.answers.size());
    }
  }

  @Test
  void canEndWithAnErrorAfterItDrained() {
    try (NettyTalk talk = NettyTalk.opened().feed(FrameBytes.nothing().requestWithBody(1))) {
      talk.drain().feed(seen()).end(ErrorCode.ENHANCE_YOUR_CALM, "late");
      assertEquals("GOAWAY 1 ENHANCE_YOUR_CALM", talk.answers.getLast());
    }
  }

  @Test
  void endsBehindTheFrameThatIsHalfWritten() {
    try (NettyTalk talk = NettyTalk.opened()) {
      ByteBuffer request = ByteBuffer.wrap(NettyTalk.get(1, "/octets/50000").octets());
      ByteBuffer some = ByteBuffer.allocate(1_000);
      assertEquals(Received.NEED_ROOM, talk.protocol.receive(request, some));
      talk.protocol.end(ByteBuffer.allocate(0), ErrorCode.NO_ERROR, "");
      ByteBuffer rest = ByteBuffer.allocate(100_000);
      talk.protocol.receive(request, rest);
      assertEquals(0, rest.get(rest.position() - 1), "the code");
      assertEquals(GOAWAY, rest.get(rest.position() - 14), "the type");
    }
  }

  @Test
  void saysThatItEndsNextAndNotBehindAllThatWaits() {
    try (NettyTalk talk = NettyTalk.opened()) {
      ByteBuffer request = ByteBuffer.wrap(NettyTalk.get(1, "/octets/50000").octets());
      ByteBuffer replies = ByteBuffer.allocate(20_000).limit(1_000);
      assertEquals(Received.NEED_ROOM, talk.protocol.receive(request, replies));
      talk.protocol.end(replies.limit(20_000), ErrorCode.SETTINGS_TIMEOUT, "late");
      int headers = 9 + (replies.getInt(0) >>> 8);
      int data = headers + 9 + (replies.getInt(headers) >>> 8);
      assertEquals(
          List.of(1, 0, GOAWAY),
          List.of(type(replies, 0), type(replies, headers), type(replies, data)));
      assertEquals(data + 9 + 8 + "late".length(), replies.position());
    }
  }

  private static int type(ByteBuffer frames, int at) {
    return frames.get(at + 3);
  }

  @Test
  void leavesInputAloneOnceItHasEnded() {
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.end(ErrorCode.NO_ERROR, "");
      ByteBuffer plain = ByteBuffer.wrap(FrameBytes.nothing().request(1).octets());
      assertEquals(Received.NEED_INPUT, talk.protocol.receive(plain, ByteBuffer.allocate(1_000)));
      assertEquals(0, plain.position());
    }
  }

  @Test
  void answersNoResetWithAnother() {
    try (NettyTalk talk = NettyTalk.opened().feed(FrameBytes.nothing().setting(4, 0))) {
      talk.answers.clear();
      talk.feed(FrameBytes.nothing().request(1).frame(FrameBytes.RST_STREAM, 0, 1, 0, 0, 0, 8));
      assertEquals(List.of("HEADERS 1 :status=200 content-type=text/plain"), talk.answers);
      assertFalse(talk.protocol.hasStreams());
      assertFalse(talk.protocol.responsesWait());
    }
  }

  @Test
  void tellsHowFarItIs() {
    try (NettyTalk talk = new NettyTalk(Limits.DEFAULT, 1 << 16)) {
      NettyHttp2 protocol = talk.protocol;
      talk.feed(FrameBytes.nothing().preface());
      assertFalse(protocol.prefaceReceived());
      talk.feed(FrameBytes.nothing().frame(SETTINGS, 0, 0));
      assertEquals(List.of(new Received.Opened()), talk.occurred);
      assertTrue(protocol.prefaceReceived());
      assertFalse(protocol.settingsAcknowledged());
      talk.feed(FrameBytes.nothing().frame(SETTINGS, FrameBytes.ACK, 0));
      assertTrue(protocol.settingsAcknowledged());
      assertFalse(protocol.inFieldBlock());
      talk.feed(FrameBytes.nothing().frame(FrameBytes.HEADERS, END_STREAM, 1, 0x82));
      assertTrue(protocol.inFieldBlock());
      assertFalse(protocol.hasStreams());
      talk.feed(FrameBytes.nothing().frame(FrameBytes.CONTINUATION, 4, 1, 0x86, 0x84));
      assertFalse(protocol.inFieldBlock());
      assertEquals(1_024 + 12, protocol.progress());
      talk.feed(FrameBytes.nothing().requestWithBody(3).data(0, 3, 100));
      assertTrue(protocol.hasStreams());
      assertEquals(1_024 + 12 + 100, protocol.progress());
    }
  }

  @Test
  void tellsOfEveryFrame() {
    List<String> frames = new ArrayList<>();
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.protocol.observe(
          new h2lab.server.http2.FrameObserver() {
            @Override
            public void received(int type, int streamId, int octets) {
              frames.add("in " + type + " " + streamId + " " + octets);
            }

            @Override
            public void sent(int type, int streamId, int octets) {
              frames.add("out " + type + " " + streamId + " " + octets);
            }

            @Override
            public void receivedRun(int type, int n, int first, int last, long sum, int octets) {
              throw new AssertionError("Netty's frames come one by one");
            }

            @Override
            public void sentRun(int type, int n, int first, int last, long sum, int octets) {
              throw new AssertionError("Netty's frames go one by one");
            }
          });
      for (byte octet : FrameBytes.nothing().windowUpdate(0, 5).request(1).octets()) {
        talk.feed(new byte[] {octet});
      }
      assertEquals(List.of("in 8 0 13", "in 1 1 15"), frames.subList(0, 2));
      assertEquals("out 0 1 21", frames.get(3));
      assertEquals(4, frames.size(), frames::toString);
    }
  }

  private static FrameBytes seen() {
    return FrameBytes.nothing().header(8, PING, FrameBytes.ACK, 0).int32(SEEN >>> 32).int32(SEEN);
  }

  private static byte[] goAway(int lastStreamId, int code) {
    return ByteBuffer.allocate(8).putInt(lastStreamId).putInt(code).array();
  }
}
