package h2lab.server.script;

import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.blocking.LoneClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The channel of a blocking client that follows a script: a read that has to wait, and a write
 * without room, make the script go on.
 */
final class BlockingRun implements ByteChannel {
  private final ScriptedPeer peer;
  private final Queue<Script.Step> steps;

  private BlockingRun(ScriptedPeer peer, List<Script.Step> steps) {
    this.peer = peer;
    this.steps = new ArrayDeque<>(steps);
  }

  /** Serves the client in the caller's thread; the steps taken. */
  static long serve(ScriptedPeer peer, List<Script.Step> steps, Service service)
      throws IOException {
    LoneClient.describeInRecordings();
    return LoneClient.serve(new BlockingRun(peer, steps), service);
  }

  /** The same in a thread of this kind. */
  static long serveIn(
      Thread.Builder threads, ScriptedPeer peer, List<Script.Step> steps, Service service)
      throws IOException {
    CompletableFuture<Long> served = new CompletableFuture<>();
    threads.start(
        () -> {
          try {
            served.complete(serve(peer, steps, service));
          } catch (IOException | RuntimeException e) {
            served.completeExceptionally(e);
          }
        });
    try {
      return served.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    while (!peer.isReadable()) {
      goOn();
    }
    return peer.read(into);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    int octets = from.remaining();
    while (from.hasRemaining()) {
      if (peer.isWritable()) {
        peer.write(from);
      } else {
        goOn();
      }
    }
    return octets;
  }

  /** When the script has ended, the peer is gone. */
  private void goOn() throws IOException {
    Script.Step next = steps.poll();
    peer.play(next == null ? new Script.Step.Vanish() : next);
  }

  @Override
  public boolean isOpen() {
    return peer.isOpen();
  }

  @Override
  public void close() {
    peer.close();
  }
}
