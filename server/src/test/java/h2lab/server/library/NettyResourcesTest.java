package h2lab.server.library;

import static h2lab.server.http2.FrameBytes.END_HEADERS;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.library.NettyTalk.get;
import static h2lab.server.library.NettyTalk.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.http2.FrameBytes;
import h2lab.server.http2.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code METHOD/http2} answers to well-formed requests. */
class NettyResourcesTest {
  private static final int WHOLE = END_STREAM | END_HEADERS;

  @ParameterizedTest
  @CsvSource({
    "GET,/,:status=200 content-type=text/plain,Hello World",
    "GET,/?a=b,:status=200 content-type=text/plain,Hello World",
    "GET,/octets/5,:status=200 content-type=application/octet-stream content-length=5,01234",
    "GET,/nothing,:status=404 content-type=text/plain,404: ",
    "GET,/octets/1073741825,:status=404 content-type=text/plain,404: ",
    "GET,/octets/x,:status=404 content-type=text/plain,404: ",
    "GET,/echo,:status=405 content-type=text/plain allow=POST,405: ",
    "DELETE,/,':status=405 content-type=text/plain allow=GET, HEAD',405: ",
    "POST,/octets/1,':status=405 content-type=text/plain allow=GET, HEAD',405: ",
    "POST,/sink,:status=200 content-type=text/plain,'0 octets, crc32 00000000'",
    "OPTIONS,*,:status=404 content-type=text/plain,404: "
  })
  void answersWithContent(String method, String path, String fields, String content) {
    try (NettyTalk talk = asked(method, path)) {
      assertEquals("HEADERS 1 " + fields, talk.answers.getFirst());
      assertEquals("DATA+end 1 [" + talk.content.size() + "]", talk.answers.getLast());
      assertEquals(2, talk.answers.size());
      assertTrue(talk.contentText().startsWith(content), talk::contentText);
      assertEquals(1, talk.protocol.requests());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD,/,:status=200 content-type=text/plain",
    "HEAD,/octets/7,:status=200 content-type=application/octet-stream content-length=7",
    "HEAD,/nothing,:status=404 content-type=text/plain",
    "HEAD,/sink,:status=405 content-type=text/plain allow=POST",
    "GET,/octets/0,:status=200 content-type=application/octet-stream content-length=0",
    "POST,/echo,:status=200 content-type=application/octet-stream"
  })
  void answersWithoutContent(String method, String path, String fields) {
    try (NettyTalk talk = asked(method, path)) {
      assertEquals(List.of("HEADERS+end 1 " + fields), talk.answers);
    }
  }

  @Test
  void octetsAreThePatternInWholeFrames() {
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.feed(get(1, "/octets/40000"));
      assertEquals(
          List.of("DATA 1 [16384]", "DATA 1 [16384]", "DATA+end 1 [7232]"),
          talk.answers.subList(1, 4));
      String pattern = "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop\r\n";
      assertEquals(pattern.repeat(625), talk.contentText());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_535, 65_536, 65_537, 300_000})
  void octetsComeWholeThroughAnyWindow(int octets) {
    Random random = new Random(octets);
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.feed(FrameBytes.nothing().setting(4, 1_000)).feed(get(1, "/octets/" + octets));
      while (talk.protocol.responsesWait()) {
        int more = 2_000 + random.nextInt(20_000);
        talk.feed(FrameBytes.nothing().windowUpdate(0, more).windowUpdate(1, more));
      }
      assertEquals(octets, talk.content.size());
      assertTrue(talk.answers.getLast().startsWith("DATA+end 1"), talk.answers::toString);
      assertEquals(octets, content(talk));
      assertEquals(1_024 + octets, talk.protocol.progress());
    }
  }

  private static long content(NettyTalk talk) {
    return talk.answers.stream()
        .filter(answer -> answer.startsWith("DATA"))
        .mapToLong(answer -> Long.parseLong(answer.replaceAll(".*\\[|]", "")))
        .sum();
  }

  /** Windows of 2^31-1 octets, and a gibibyte asked for on each of ten streams. */
  @Test
  void neverQueuesMoreThanSomeFrames() {
    ResourceHandler handler =
        NettyStack.handler(Limits.DEFAULT, new FrameBudgets(Limits.DEFAULT), occurred -> {});
    EmbeddedChannel channel = new EmbeddedChannel(handler);
    int most = Integer.MAX_VALUE;
    FrameBytes client = FrameBytes.opening().setting(4, most).windowUpdate(0, most - 65_535);
    for (int id = 1; id < 20; id += 2) {
      client.append(get(id, "/octets/1073741824").octets());
    }
    channel.writeInbound(Unpooled.wrappedBuffer(client.octets()));
    long moved = 0;
    while (moved < 50_000_000) {
      long queued = takeQueued(channel);
      assertTrue(queued > 0 && queued < 200_000, queued + " octets queued");
      moved += queued;
      handler.writeMore();
    }
    channel.finishAndReleaseAll();
  }

  private static long takeQueued(EmbeddedChannel channel) {
    long octets = 0;
    for (ByteBuf each = channel.readOutbound(); each != null; each = channel.readOutbound()) {
      octets += each.readableBytes();
      each.release();
    }
    return octets;
  }

  @Test
  void streamsTakeTurns() {
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.feed(get(1, "/octets/30000")).feed(get(3, "/octets/30000"));
      List<String> last = talk.answers.stream().filter(a -> a.startsWith("DATA+end")).toList();
      assertEquals(2, last.size());
    }
  }

  @Test
  void answersTooManyFieldsWith431() {
    byte[] large = NettyTalk.request("GET", "/", "x", "v".repeat(16_300));
    for (int flags : new int[] {END_HEADERS, WHOLE}) {
      try (NettyTalk talk = NettyTalk.opened()) {
        talk.feed(FrameBytes.nothing().frame(HEADERS, flags, 1, large));
        assertEquals(
            List.of("HEADERS+end 1 :status=431 content-type=text/plain", "RST_STREAM 1 NO_ERROR"),
            talk.answers);
        talk.answers.clear();
        assertEquals("Hello World\n", talk.feed(get(3, "/")).contentText());
      }
    }
  }

  /** Whatever the pieces it comes in and the room there is. */
  @Test
  void answersTheSameHoweverItIsFed() {
    FrameBytes client =
        FrameBytes.opening()
            .append(get(1, "/").octets())
            .append(get(3, "/octets/100").octets())
            .append(post(5, "/sink").octets())
            .data(0, 5, 300)
            .data(END_STREAM, 5, 0)
            .append(post(7, "/echo").octets())
            .data(END_STREAM, 7, 50)
            .append(get(9, "/nothing").octets())
            .windowUpdate(0, 5_000);
    NettyTalk whole = new NettyTalk(Limits.DEFAULT, 1 << 16);
    whole.feed(client);
    List<String> expected = whole.answers.stream().sorted().toList();
    assertEquals(12, expected.size(), expected::toString);
    byte[] octets = client.octets();
    for (int split = 0; split <= octets.length; split++) {
      NettyTalk talk = new NettyTalk(Limits.DEFAULT, 300);
      talk.feed(java.util.Arrays.copyOf(octets, split));
      talk.feed(java.util.Arrays.copyOfRange(octets, split, octets.length));
      assertEquals(expected, talk.answers.stream().sorted().toList(), "split at " + split);
      talk.close();
    }
    whole.close();
  }

  private static NettyTalk asked(String method, String path) {
    return NettyTalk.opened()
        .feed(FrameBytes.nothing().frame(HEADERS, WHOLE, 1, NettyTalk.request(method, path)));
  }

  @Test
  void patternIsAscii() {
    try (NettyTalk talk = NettyTalk.opened().feed(get(1, "/octets/64"))) {
      assertEquals(64, talk.contentText().getBytes(StandardCharsets.US_ASCII).length);
    }
  }
}
