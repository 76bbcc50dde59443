package h2lab.server.attacks;

import static h2lab.server.attacks.AttackFrames.waiting;
import static h2lab.server.http2.FrameBytes.nothing;

import h2lab.server.TestClient;
import h2lab.server.http2.FrameBytes;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/** A client with wide windows that takes a response of 1 GiB as fast as it comes. */
final class Download implements AutoCloseable {
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int WIDE = 1 << 30;

  private final TestClient client;
  private final AtomicLong octets = new AtomicLong();
  private final Thread reader = Thread.ofPlatform().name("downloads").unstarted(this::read);

  private Download(TestClient client) {
    this.client = client;
  }

  static Download begin(URI url) throws IOException {
    Download download = new Download(TestClient.connect(url));
    download.reader.start();
    download.client.send(frames());
    return download;
  }

  /** Wide windows, and one request. */
  static FrameBytes frames() {
    return nothing()
        .preface()
        .setting(INITIAL_WINDOW_SIZE, Integer.MAX_VALUE)
        .frame(FrameBytes.SETTINGS, FrameBytes.ACK, 0)
        .windowUpdate(0, WIDE)
        .append(waiting(1).octets());
  }

  private void read() {
    try {
      for (TestClient.Frame frame; (frame = client.read()) != null; ) {
        octets.addAndGet(frame.type() == FrameBytes.DATA ? frame.payload().length : 0);
      }
    } catch (IOException e) {
      // closed, by ourselves or the server: the octets tell
    }
  }

  boolean hasBegun() {
    return octets.get() > 0;
  }

  /** Whether some octets have come, and not all. */
  boolean isUnderWay() {
    return hasBegun() && octets.get() < WIDE;
  }

  @Override
  public void close() throws IOException {
    client.close();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
