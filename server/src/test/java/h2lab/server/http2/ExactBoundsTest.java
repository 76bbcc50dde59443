package h2lab.server.http2;

import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is allowed up to a bound is allowed up to exactly there, and one more is not. */
class ExactBoundsTest {
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int WINDOW = 65_535;
  private static final int LARGEST_PAYLOAD = 16_384;
  private static final int REMEMBERED = 128;

  /** A request that is echoed as far as the client's windows go, and held from there on. */
  private static FrameBytes echo(FrameBytes before, int streamId) {
    return before.ask(0, streamId, "POST", "/echo");
  }

  private static FrameBytes data(FrameBytes before, int streamId, int octets) {
    for (int left = octets; left > 0; left -= LARGEST_PAYLOAD) {
      before.data(0, streamId, Math.min(left, LARGEST_PAYLOAD));
    }
    return before;
  }

  private static List<String> errors(Exchange exchange) {
    return exchange.answers().stream()
        .filter(frame -> frame.matches("(GOAWAY|RST_STREAM) .*"))
        .toList();
  }

  @Test
  void takesTheWindowOfTheConnectionAndNotAnOctetMore() {
    FrameBytes client = echo(echo(opening().setting(INITIAL_WINDOW_SIZE, 0), 1), 3);
    Exchange exchange = Exchange.of(data(data(client, 1, 40_000), 3, WINDOW - 40_000));
    assertEquals(List.of(), errors(exchange));
    exchange.feed(nothing().data(0, 3, 1));
    assertEquals(List.of("GOAWAY 0 [3 FLOW_CONTROL_ERROR]"), errors(exchange));
  }

  /**
   * The connection is given back what stream 3 took, so that it has room for more than stream 1.
   */
  @Test
  void takesTheWindowOfAStreamAndNotAnOctetMore() {
    int echoed = 30_000;
    FrameBytes client = data(echo(opening().setting(INITIAL_WINDOW_SIZE, echoed), 1), 1, echoed);
    client.requestWithBody(3).data(0, 3, 5_000);
    Exchange exchange = Exchange.of(client);
    assertTrue(
        exchange.answers().contains("WINDOW_UPDATE 0 [35000]"), exchange.answers()::toString);
    exchange.feed(data(nothing(), 1, WINDOW - echoed));
    assertEquals(List.of(), errors(exchange));
    exchange.feed(nothing().data(0, 1, 1));
    assertEquals(List.of("GOAWAY 0 [3 FLOW_CONTROL_ERROR]"), errors(exchange));
  }

  /** Padding takes window, too (section 6.9.1). */
  @Test
  void takesTheWindowWithPaddingAndNotAnOctetMore() {
    FrameBytes client = echo(opening().setting(INITIAL_WINDOW_SIZE, 0), 1);
    data(client, 1, WINDOW - 11).frame(FrameBytes.DATA, FrameBytes.PADDED, 1, new byte[11]);
    Exchange exchange = Exchange.of(client);
    assertEquals(List.of(), errors(exchange));
    exchange.feed(nothing().frame(FrameBytes.DATA, FrameBytes.PADDED, 1, new byte[1]));
    assertEquals(List.of("GOAWAY 0 [1 FLOW_CONTROL_ERROR]"), errors(exchange));
  }

  /** Streams 1, 3, 5 and so on, each reset by us for a section without control data. */
  private static FrameBytes reset(int streams) {
    FrameBytes client = opening();
    for (int i = 0; i < streams; i++) {
      client.fields(FrameBytes.END_STREAM, 1 + 2 * i, "a", "b");
    }
    return client;
  }

  @Test
  void remembersSoManyStreamsThatItResetAndNotOneMore() {
    Exchange remembered = Exchange.of(reset(REMEMBERED));
    assertEquals(REMEMBERED, errors(remembered).size());
    remembered.feed(nothing().trailers(1));
    assertEquals(REMEMBERED, errors(remembered).size(), "what was under way is ignored");

    Exchange forgotten = Exchange.of(reset(REMEMBERED + 1));
    forgotten.feed(nothing().trailers(3));
    assertEquals(REMEMBERED + 1, errors(forgotten).size(), "the one after it is remembered");
    forgotten.feed(nothing().trailers(1));
    int last = 1 + 2 * REMEMBERED;
    assertEquals("GOAWAY 0 [" + last + " STREAM_CLOSED]", errors(forgotten).getLast());
  }
}
