package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ChattyServersTest {
  private static final int PINGS = 6000;
  private static final int PING_OCTETS = 17;

  /**
   * More answers than a client's buffer holds, and nothing more from the server until they came.
   */
  @Test
  void getAllTheirPingsAnswered() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FutureTask<Integer> server = new FutureTask<>(() -> pingThenAnswer(listening));
      Thread.ofVirtual().start(server);
      Loading load = Loading.of("http://127.0.0.1:" + listening.getLocalPort() + "/");
      assertEquals("", load.err());
      assertEquals(0, load.exitCode());
      assertEquals(PINGS, server.get());
    }
  }

  private static int pingThenAnswer(ServerSocket listening) throws IOException {
    try (Socket client = listening.accept()) {
      FrameBytes frames = new FrameBytes().settings();
      for (int i = 0; i < PINGS; i++) {
        frames.ping(1, 2, 3, 4, 5, 6, 7, 8);
      }
      client.getOutputStream().write(frames.bytes());
      client.getInputStream().readNBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
      int answered = 0;
      boolean asked = false;
      while (answered < PINGS || !asked) {
        byte[] header = client.getInputStream().readNBytes(9);
        int length = (header[1] & 0xff) << 8 | header[2] & 0xff;
        client.getInputStream().readNBytes(length);
        answered += header[3] == 6 && header[4] == 1 && length + 9 == PING_OCTETS ? 1 : 0;
        asked |= header[3] == 1;
      }
      client.getOutputStream().write(new FrameBytes().answer(1).bytes());
      client.getInputStream().readAllBytes();
      return answered;
    }
  }
}
