package h2lab.server.attacks;

import h2lab.server.TestClient;
import h2lab.server.http2.FrameBytes;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A client that goes on until the server ends it. It reads what comes in a thread of its own, so
 * that it is the server's rules that stop it and not full buffers.
 */
final class Attacker implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final TestClient client;
  private final CompletableFuture<Goodbye> ended = new CompletableFuture<>();
  private final Thread reader = Thread.ofVirtual().name("attacker reads").unstarted(this::read);
  private int steps;
  private long octets;

  private Attacker(TestClient client) {
    this.client = client;
  }

  /** Connects, by TLS if the URL says so, and reads from then on. */
  static Attacker connect(URI url) throws IOException {
    Attacker attacker = new Attacker(TestClient.connect(url));
    attacker.reader.start();
    return attacker;
  }

  /** As above, by TCP only, whatever the URL says. */
  static Attacker connectTcp(URI url) throws IOException {
    Attacker attacker = new Attacker(TestClient.connectTcp(url));
    attacker.reader.start();
    return attacker;
  }

  /** Connects and never reads: that it has been ended it learns when it can send no more. */
  static Attacker connectDeaf(URI url) throws IOException {
    return new Attacker(TestClient.connect(url));
  }

  private void read() {
    Goodbye goodbye = Goodbye.WITHOUT_A_WORD;
    try {
      for (TestClient.Frame frame; (frame = client.read()) != null; ) {
        if (frame.type() == FrameBytes.GOAWAY) {
          ByteBuffer payload = ByteBuffer.wrap(frame.payload());
          goodbye = new Goodbye(payload.getInt(4), frame.text().substring(8));
        }
      }
    } catch (IOException e) {
      // reset, or closed by ourselves: there is no more to read
    }
    ended.complete(goodbye);
  }

  /** Sends octets; false if the connection is gone. */
  boolean send(byte[] frames) {
    try {
      client.send(frames);
      octets += frames.length;
      return true;
    } catch (IOException e) {
      if (isDeaf()) {
        ended.complete(Goodbye.WITHOUT_A_WORD);
      }
      return false;
    }
  }

  private boolean isDeaf() {
    return reader.getState() == Thread.State.NEW;
  }

  /** Sends octets past TLS, as if they were its records. */
  boolean sendBelowTls(byte[] records) {
    try {
      client.sendBelowTls(records);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends its direction, and reads on. */
  void shutdownOutput() throws IOException {
    client.shutdownOutput();
  }

  /** Sends some steps of a flood, as long as the connection stands. */
  void flood(Flood flood, int from, int to) {
    for (int n = from; n < to && send(flood.step(n)); n++) {
      steps++;
    }
  }

  /** Steps of a flood that the socket took. */
  int steps() {
    return steps;
  }

  /** Octets that the socket took. */
  long octets() {
    return octets;
  }

  /** Whether the server has ended the connection. */
  boolean isEnded() {
    return ended.isDone();
  }

  /** Waits until the server has ended the connection. */
  Goodbye awaitEnd() throws IOException {
    try {
      return ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException("still served after " + octets + " octets", e);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The TCP port it comes from, by which the server knows it. */
  int port() {
    return client.localPort();
  }

  /** Closes its side. */
  void leave() throws IOException {
    client.close();
    if (isDeaf()) {
      return;
    }
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    leave();
  }
}
