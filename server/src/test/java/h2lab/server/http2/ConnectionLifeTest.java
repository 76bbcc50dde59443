package h2lab.server.http2;

import static h2lab.server.http2.FrameBytes.GOAWAY;
import static h2lab.server.http2.FrameBytes.PING;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import h2lab.server.conformance.Rule;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the preface to GOAWAY (RFC 9113 sections 3.4, 6.5, 6.7, 6.8). */
class ConnectionLifeTest {
  @Test
  @Rule(section = "3.4", rule = "the client preface is the 24 octets and SETTINGS")
  void tellsWhenTheClientHelloHasArrived() {
    assertEquals(List.of(new Received.Opened()), Exchange.of(opening()).occurred);
  }

  @Test
  @Rule(section = "3.4", rule = "a wrong client preface ends the connection")
  void tellsAPrefaceMismatchAtItsFirstWrongOctet() {
    Exchange exchange = Exchange.of(FrameBytes.nothing().text("PRI * HTTP/3"));
    assertEquals(List.of(new Received.PrefaceMismatch()), exchange.occurred);
    assertEquals(List.of("GOAWAY 0 [0 PROTOCOL_ERROR]"), exchange.answers());
  }

  @Test
  @Rule(section = "6.5.3", rule = "SETTINGS are acknowledged, each once; unknown ones are ignored")
  void acknowledgesEachSettings() {
    Exchange exchange = Exchange.of(opening().setting(3, 7).setting(99, 1));
    assertEquals(
        List.of("SETTINGS 0 [12]", "SETTINGS+1 0 [0]", "SETTINGS+1 0 [0]", "SETTINGS+1 0 [0]"),
        exchange.allAnswers());
  }

  @Test
  @Rule(section = "6.7", rule = "PING is answered with its octets, PING ACK is not")
  void answersPingWithItsOctetsAndNotAnAcknowledgement() {
    FrameBytes client =
        opening()
            .frame(PING, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8)
            .frame(PING, FrameBytes.ACK, 0, 9, 9, 9, 9, 9, 9, 9, 9);
    assertEquals(List.of("PING+1 0 [102030405060708]"), Exchange.of(client).answers());
  }

  @Test
  @Rule(section = "6.8", rule = "what was asked before GOAWAY is still answered")
  void tellsTheClientsGoAwayAndStillAnswersWhatItAsked() {
    FrameBytes client =
        opening().requestWithBody(1).frame(GOAWAY, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 'x');
    Exchange exchange = Exchange.of(client.data(FrameBytes.END_STREAM, 1, 5).request(3));
    assertEquals(new Received.GoAway(0, 2), exchange.occurred.get(1));
    assertEquals(new Received.Drained(), exchange.occurred.getLast());
    assertEquals(Exchange.hello(1), exchange.answers());
  }

  @Test
  @Rule(section = "6.8", rule = "GOAWAY names the last stream that was handled")
  void shutsDownOnceNamingTheLastStream() {
    Exchange exchange = Exchange.of(opening().request(9));
    ByteBuffer out = ByteBuffer.allocate(ServerProtocol.LEAST_ROOM);
    exchange.connection.end(out, ErrorCode.NO_ERROR, "");
    assertEquals(9, out.getInt(9));
    int length = out.position();
    exchange.connection.end(out, ErrorCode.NO_ERROR, "");
    assertEquals(length, out.position());
    ByteBuffer late = ByteBuffer.wrap(FrameBytes.nothing().request(11).octets());
    assertInstanceOf(Received.NeedInput.class, exchange.connection.receive(late, out));
    assertEquals(length, out.position(), "nothing is answered after GOAWAY");
  }
}
