package h2lab.server.dispatch;

import h2lab.server.ServerOptions;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/**
 * A way to assign clients to threads and to move their octets. An instance serves one server:
 * {@link #serve} is called once, {@link #stop} ends it from another thread.
 */
public interface DispatchMethod {
  /** As the command line, recordings and charts name it. */
  String name();

  /**
   * Why this method cannot serve in that way on this machine.
   *
   * @return null if it can
   */
  String obstacle(ServerOptions options);

  /**
   * Accepts and serves clients until stopped; returns when the last one is gone and every thread of
   * this method has ended.
   *
   * @param listening bound and blocking; may be closed when this ends, and is the caller's to close
   * @return why it ended, for the user
   * @throws IOException if the server as a whole cannot go on; never for the fault of a client
   */
  String serve(ServerSocketChannel listening, Service service) throws IOException;

  /**
   * Asks {@link #serve} to end: nobody is accepted any more, and clients are asked to go. What is
   * under way is still served, for {@link Service#STOP_GRACE} at most, and then they have {@link
   * Service#LINGER} to take what waits for them and to close. May be called from any thread, more
   * than once, and before serve.
   */
  void stop();
}
