package h2lab.server.http2;

import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.PING;
import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.conformance.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two steps of an end that loses no request (RFC 9113 section 6.8). */
class GracefulEndTest {
  private static final int[] OURS = {0x68, 0x32, 0x6c, 0x61, 0x62, 0x64, 0x72, 0x6e};

  private static FrameBytes acknowledged() {
    return nothing().frame(PING, FrameBytes.ACK, 0, OURS);
  }

  @Test
  @Rule(section = "6.8", rule = "a graceful end begins with a GOAWAY that names no stream yet")
  void firstRefusesNothingAndAsksWhetherItWasHeard() {
    Exchange exchange = Exchange.of(opening()).drain();
    assertEquals(
        List.of("GOAWAY 0 [2147483647 NO_ERROR]", "PING 0 [68326c616264726e]"), exchange.answers());
    exchange.feed(nothing().request(1));
    assertTrue(exchange.answers().containsAll(Exchange.hello(1)));
    assertFalse(exchange.occurred.contains(new Received.Drained()));
  }

  @Test
  @Rule(section = "6.8", rule = "a graceful end loses no request")
  void thenNamesTheLastStreamAndIsDrainedWhenAllAreClosed() {
    Exchange exchange = Exchange.of(opening().requestWithBody(1)).drain();
    exchange.feed(acknowledged().requestWithBody(3).data(0, 3, 9));
    assertEquals("GOAWAY 0 [1 NO_ERROR]", exchange.answers().getLast(), "3 is ignored");
    assertFalse(exchange.occurred.contains(new Received.Drained()));
    exchange.feed(nothing().data(END_STREAM, 1, 0));
    assertEquals(Exchange.hello(1).getLast(), exchange.answers().getLast());
    assertEquals(new Received.Drained(), exchange.occurred.getLast());
  }

  @Test
  @Rule(section = "6.7", rule = "an acknowledgement of no PING of ours is ignored")
  void anotherPingsAcknowledgementIsNotOurs() {
    Exchange exchange = Exchange.of(opening()).drain();
    exchange.feed(nothing().frame(PING, FrameBytes.ACK, 0, new byte[8]).request(1));
    assertTrue(exchange.answers().containsAll(Exchange.hello(1)));
  }

  @Test
  @Rule(section = "6.8", rule = "the end is announced once")
  void announcesOnlyOnce() {
    assertEquals(2, Exchange.of(opening()).drain().drain().answers().size());
  }

  @Test
  @Rule(section = "6.8", rule = "after a GOAWAY the connection ends with its last stream")
  void isDrainedByTheClientsGoAwayToo() {
    Exchange exchange = Exchange.of(opening().requestWithBody(1).frame(7, 0, 0, new byte[8]));
    assertFalse(exchange.occurred.contains(new Received.Drained()));
    exchange.feed(nothing().frame(FrameBytes.RST_STREAM, 0, 1, 0, 0, 0, 8));
    assertEquals(new Received.Drained(), exchange.occurred.getLast());
  }
}
