package h2lab.server.attacks;

import h2lab.server.TestClient;
import h2lab.server.http2.FrameBytes;
import java.io.IOException;
import java.net.URI;

/** A client that behaves well: it asks, waits for the answer, and asks again. */
final class Witness implements AutoCloseable {
  /** For 80 million answers. */
  private static final int WIDE = 1 << 30;

  private final TestClient client;
  private int asked;

  Witness(URI url) throws IOException {
    client = TestClient.connect(url);
    client.send(AttackFrames.opening().windowUpdate(0, WIDE));
  }

  /** One request and its answer. */
  void ask() throws IOException {
    int streamId = 2 * asked++ + 1;
    client.send(FrameBytes.nothing().request(streamId));
    int answered = client.readResponses(1).getFirst();
    if (answered != streamId) {
      throw new IOException("asked on stream " + streamId + ", answered on " + answered);
    }
  }

  /** Requests answered in so much time, per second; the last one counts if it began in it. */
  double perSecond(long nanos) throws IOException {
    long begin = System.nanoTime();
    long answered = 0;
    do {
      ask();
      answered++;
    } while (System.nanoTime() - begin < nanos);
    return answered * 1e9 / (System.nanoTime() - begin);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
