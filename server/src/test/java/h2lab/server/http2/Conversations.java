package h2lab.server.http2;

import static h2lab.server.http2.FrameBytes.CONTINUATION;
import static h2lab.server.http2.FrameBytes.END_HEADERS;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.http2.FrameBytes.PADDED;
import static h2lab.server.http2.FrameBytes.PING;
import static h2lab.server.http2.FrameBytes.PRIORITY_FLAG;
import static h2lab.server.http2.FrameBytes.opening;

import java.util.LinkedHashMap;
import java.util.Map;

/** Whole conversations of a client, good and bad, that several tests feed in several ways. */
public final class Conversations {
  private Conversations() {}

  public static Map<String, FrameBytes> all() {
    Map<String, FrameBytes> all = new LinkedHashMap<>();
    all.put("one request", opening().request(1));
    all.put("a batch", opening().request(1).request(3).request(5).request(9));
    all.put("a body", opening().requestWithBody(1).data(0, 1, 5).data(END_STREAM, 1, 0));
    all.put(
        "padding", opening().frame(HEADERS, END_STREAM | END_HEADERS | PADDED, 1, 2, 130, 0, 0));
    all.put(
        "priority",
        opening().frame(HEADERS, END_STREAM | END_HEADERS | PRIORITY_FLAG, 1, 0, 0, 0, 0, 9, 130));
    all.put(
        "continuation",
        opening()
            .frame(HEADERS, END_STREAM, 1, 0x82)
            .frame(CONTINUATION, 0, 1, 0x86)
            .frame(CONTINUATION, END_HEADERS, 1, 0x84));
    all.put("ping", opening().frame(PING, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8).request(1));
    all.put("tight window", opening().setting(4, 5).request(1).windowUpdate(1, 3).setting(4, 20));
    all.put("unknown frame", opening().frame(77, 255, 0, 1, 2, 3).request(1));
    all.put("goaway", opening().request(1).frame(FrameBytes.GOAWAY, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    all.put("http/1.1", FrameBytes.nothing().text("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    all.put("even stream", opening().request(2));
    all.put("oversize", opening().header(16_385, HEADERS, 0, 1));
    all.put("closed stream", opening().request(1).data(0, 1, 3).request(3));
    all.put("upload", opening().requestWithBody(1).data(0, 1, 16_384).data(END_STREAM, 1, 16_384));
    return all;
  }
}
