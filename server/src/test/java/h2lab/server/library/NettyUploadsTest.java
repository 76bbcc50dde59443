package h2lab.server.library;

import static h2lab.server.http2.FrameBytes.DATA;
import static h2lab.server.http2.FrameBytes.END_HEADERS;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.library.NettyTalk.post;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.http2.Answer;
import h2lab.server.http2.FrameBytes;
import h2lab.server.http2.Limits;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** What {@code METHOD/http2} makes of the content of requests. */
class NettyUploadsTest {
  @Test
  void echoesAsItComes() {
    byte[] some = octets(10_000);
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.feed(post(1, "/echo", "content-length", "20000"));
      assertEquals(
          List.of(
              "HEADERS 1 :status=200 content-type=application/octet-stream content-length=20000"),
          talk.answers);
      talk.feed(FrameBytes.nothing().frame(DATA, 0, 1, some));
      assertArrayEquals(some, talk.content.toByteArray());
      assertEquals(0, talk.protocol.requests());
      talk.feed(FrameBytes.nothing().frame(DATA, END_STREAM, 1, some));
      assertEquals(20_000, talk.content.size());
      assertTrue(talk.withoutUpdates().getLast().startsWith("DATA+end 1"));
      assertEquals(1, talk.protocol.requests());
      assertEquals(false, talk.protocol.hasStreams());
    }
  }

  @Test
  void holdsNoMoreOfAnEchoThanAWindow() {
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.feed(FrameBytes.nothing().setting(4, 0)).feed(post(1, "/echo"));
      for (int i = 0; i < 4; i++) {
        talk.feed(FrameBytes.nothing().data(0, 1, 16_000));
      }
      assertTrue(talk.protocol.responsesWait());
      assertEquals(List.of("SETTINGS+ack"), talk.answers.subList(0, 1));
      assertEquals(2, talk.answers.size(), "no window is opened for what is not sent");
      talk.feed(FrameBytes.nothing().windowUpdate(1, 100_000));
      assertEquals(64_000, talk.content.size());
      assertTrue(talk.answers.stream().anyMatch(a -> a.startsWith("WINDOW_UPDATE 1 ")));
      assertTrue(talk.answers.stream().anyMatch(a -> a.startsWith("WINDOW_UPDATE 0 ")));
    }
  }

  @Test
  void countsWhatIsSunk() {
    byte[] some = octets(16_000);
    CRC32 crc = new CRC32();
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.feed(post(1, "/sink"));
      for (int i = 0; i < 20; i++) {
        crc.update(some);
        talk.feed(FrameBytes.nothing().frame(DATA, i == 19 ? END_STREAM : 0, 1, some));
      }
      assertEquals("320000 octets, crc32 %08x\n".formatted(crc.getValue()), talk.contentText());
      assertEquals(1_024 + 320_000 + talk.content.size(), talk.protocol.progress());
    }
  }

  @Test
  void discardsContentThatIsNotAskedFor() {
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.feed(FrameBytes.nothing().frame(HEADERS, END_HEADERS, 1, NettyTalk.request("GET", "/")));
      talk.feed(FrameBytes.nothing().data(0, 1, 5));
      assertEquals(List.of(), talk.answers);
      talk.feed(FrameBytes.nothing().trailers(1));
      assertEquals("Hello World\n", talk.contentText());
    }
  }

  @Test
  void answersWhatItCannotServeWhenItHasEnded() {
    for (String path : List.of("/nothing", "/octets/1")) {
      try (NettyTalk talk = NettyTalk.opened()) {
        talk.feed(post(1, path)).feed(FrameBytes.nothing().data(0, 1, 5));
        assertEquals(List.of(), talk.answers, path);
        talk.feed(FrameBytes.nothing().data(END_STREAM, 1, 0));
        assertTrue(talk.answers.get(0).startsWith("HEADERS 1 :status=40"), path);
        assertTrue(talk.answers.get(1).startsWith("DATA+end 1"), path);
        assertEquals(2, talk.answers.size(), path);
      }
    }
  }

  @Test
  void takesNoMoreContentThanItsLimit() {
    Limits limits = new Limits(10, 16_384, 65_536, 32, 1_000, Map.of());
    int line = Answer.complaint(413, false).line().length();
    List<String> expected =
        List.of(
            "HEADERS 1 :status=413 content-type=text/plain",
            "DATA+end 1 [" + line + "]",
            "RST_STREAM 1 NO_ERROR");
    try (NettyTalk talk = NettyTalk.opened(limits)) {
      talk.feed(post(1, "/sink", "content-length", "1001"));
      assertEquals(expected, talk.withoutUpdates());
    }
    try (NettyTalk talk = NettyTalk.opened(limits)) {
      talk.feed(post(1, "/sink")).feed(FrameBytes.nothing().data(0, 1, 1_000));
      assertEquals(List.of(), talk.withoutUpdates());
      talk.feed(FrameBytes.nothing().data(0, 1, 1));
      assertEquals(expected, talk.withoutUpdates());
    }
    try (NettyTalk talk = NettyTalk.opened(limits)) {
      talk.feed(post(1, "/echo")).feed(FrameBytes.nothing().data(0, 1, 1_001));
      assertEquals("RST_STREAM 1 ENHANCE_YOUR_CALM", talk.withoutUpdates().getLast());
    }
  }

  private static byte[] octets(int length) {
    byte[] octets = new byte[length];
    new Random(length).nextBytes(octets);
    return octets;
  }
}
