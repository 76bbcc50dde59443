package h2lab.server.dispatch.blocking;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;

/**
 * Lets a thread wait for octets once. The JDK opens its pollers when the first virtual thread
 * waits: that has to be before clients have taken all descriptors, or no thread ever can.
 */
final class FirstWait {
  private FirstWait() {}

  /** Returns when a virtual thread has waited. */
  static void ofVirtualThreads() throws IOException {
    Pipe pipe = Pipe.open();
    try (var source = pipe.source();
        var sink = pipe.sink()) {
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      source.read(ByteBuffer.allocate(1));
                    } catch (IOException e) {
                      throw new IllegalStateException("no pipe to wait for", e);
                    }
                  });
      while (waiting.getState() != Thread.State.WAITING && waiting.isAlive()) {
        Thread.onSpinWait();
      }
      sink.write(ByteBuffer.wrap(new byte[1]));
      waiting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
