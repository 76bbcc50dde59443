package h2lab.server.dispatch.blocking;

import h2lab.server.dispatch.Service;
import java.io.IOException;
import java.nio.channels.ByteChannel;

/**
 * One client of {@code none}, {@code thread} or {@code virtual-thread} without a server around it:
 * served as those do, over any channel, in the caller's thread.
 */
public final class LoneClient {
  private LoneClient() {}

  /** The table of these methods is described in recordings from now on. */
  public static void describeInRecordings() {
    BlockingAction.TABLE.vocabulary().describeInRecordings();
  }

  /**
   * Serves a client to its end.
   *
   * @param channel whose reads and writes wait; closed then
   * @return the steps taken
   */
  public static long serve(ByteChannel channel, Service service) throws IOException {
    try (Watchdog watchdog = new Watchdog()) {
      BlockingClient client =
          new BlockingClient(
              channel,
              Thread.ofPlatform().name("client-speaker").factory(),
              turns -> service.begin(turns, null, BlockingAction.TABLE.vocabulary()),
              watchdog,
              gone -> {});
      client.serve();
      return client.steps();
    }
  }
}
