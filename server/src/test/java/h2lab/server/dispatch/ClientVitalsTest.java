package h2lab.server.dispatch;

import static h2lab.server.http2.FrameBytes.CONTINUATION;
import static h2lab.server.http2.FrameBytes.END_HEADERS;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.http2.FrameBytes.PING;
import static h2lab.server.http2.FrameBytes.SETTINGS;
import static h2lab.server.http2.FrameBytes.nothing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.http2.FrameBytes;
import h2lab.server.http2.Received;
import h2lab.server.http2.ServerProtocol;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client looks like to those who watch it, by either protocol. */
@ParameterizedClass
@ValueSource(strings = {"async-custom", "async-custom/http2"})
class ClientVitalsTest {
  private final ServerProtocol protocol;
  private final ByteBuffer input = ByteBuffer.allocate(100_000).limit(0);
  private final ClientVitals vitals;

  ClientVitalsTest(String method) {
    protocol = new Service(ServerOptions.of(method, Tls.OFF), null).newProtocol();
    vitals = new ClientVitals(protocol, new Way());
    protocol.start(ByteBuffer.allocate(1_000));
    receive(nothing().preface().octets());
    assertFalse(vitals.isOpen(), "its SETTINGS have not come");
    receive(nothing().frame(SETTINGS, 0, 0).request(1).octets());
    assertTrue(vitals.isOpen());
    assertFalse(vitals.isInFrame());
  }

  @AfterEach
  void close() {
    protocol.close();
  }

  private final class Way implements ClientWay {
    @Override
    public boolean isHandshaking() {
      return false;
    }

    @Override
    public boolean hasInput() {
      return input.hasRemaining();
    }

    @Override
    public boolean awaitsSocket() {
      return false;
    }

    @Override
    public long octetsWritten() {
      return 0;
    }

    @Override
    public int tlsPending() {
      return 0;
    }

    @Override
    public int toEncrypt() {
      return 0;
    }

    @Override
    public int toWrite() {
      return 0;
    }

    @Override
    public int writeChunks() {
      return 0;
    }
  }

  private void receive(byte... octets) {
    input.compact().put(octets).flip();
    Received received;
    do {
      int before = input.position();
      received = protocol.receive(input, ByteBuffer.allocate(100_000));
      vitals.received(input.position() - before, received instanceof Received.NeedInput);
    } while (!(received instanceof Received.NeedInput));
  }

  private long whole(FrameBytes frames) {
    long before = vitals.framesWhole();
    receive(frames.octets());
    return vitals.framesWhole() - before;
  }

  @Test
  void isInAFrameFromItsFirstOctetToItsLast() {
    byte[] ping = nothing().frame(PING, 0, 0, new byte[8]).octets();
    long before = vitals.framesWhole();
    for (int i = 0; i < ping.length - 1; i++) {
      receive(ping[i]);
      assertTrue(vitals.isInFrame(), "octet " + i);
      assertEquals(before, vitals.framesWhole(), "octet " + i);
    }
    receive(ping[ping.length - 1]);
    assertFalse(vitals.isInFrame());
    assertTrue(vitals.framesWhole() > before);
  }

  @Test
  void isInAFieldBlockHoweverManyFramesItHas() {
    receive(nothing().frame(HEADERS, END_STREAM, 3, 0x82).octets());
    assertTrue(vitals.isInFrame());
    assertEquals(0, whole(nothing().frame(CONTINUATION, 0, 3, 0x86)));
    assertTrue(vitals.isInFrame());
    assertTrue(whole(nothing().frame(CONTINUATION, END_HEADERS, 3, 0x84)) > 0);
    assertFalse(vitals.isInFrame());
  }

  @Test
  void anUploadCutAnywhereShowsThatFramesComeWhole() {
    receive(nothing().ask(0, 3, "POST", "/sink").octets());
    byte[] data =
        nothing().data(0, 3, 4_000).data(0, 3, 4_000).data(0, 3, 4_000).data(0, 3, 4_000).octets();
    for (int from = 0; from < data.length; from += 4_500) {
      int to = Math.min(data.length, from + 4_500);
      byte[] piece = Arrays.copyOfRange(data, from, to);
      assertTrue(whole(nothing().append(piece)) > 0, "from " + from);
    }
  }

  @Test
  void aBlockThatBeginsAsTheLastOneEndsIsAnother() {
    receive(nothing().frame(HEADERS, END_STREAM, 3, 0x82, 0x86).octets());
    FrameBytes endAndBegin =
        nothing()
            .frame(CONTINUATION, END_HEADERS, 3, 0x84)
            .frame(HEADERS, END_STREAM, 5, 0x82, 0x86);
    assertTrue(whole(endAndBegin) > 0);
    assertTrue(vitals.isInFrame());
  }

  @Test
  void waitsForWindowsOnlyWithSomethingToSend() {
    assertFalse(vitals.awaitsWindow());
    receive(nothing().ask(END_STREAM, 3, "GET", "/octets/100000").octets());
    assertTrue(vitals.awaitsWindow());
    assertTrue(vitals.hasStreams());
  }
}
