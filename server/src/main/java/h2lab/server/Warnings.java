package h2lab.server;

import java.time.Instant;

/**
 * Lines for whoever runs the server, on standard error. No logger's: to find one, every library on
 * the class path is opened at each start, and its first line needs files when there may be no
 * descriptor left for them.
 */
public final class Warnings {
  private Warnings() {}

  /** One line, with the time. */
  public static void tell(String what) {
    System.err.println("h2lab: " + Instant.now() + " warning: " + what);
  }

  /** A fault of ours, which should never be seen, with all that helps to find it. */
  public static void tell(String what, Throwable fault) {
    tell(what);
    fault.printStackTrace();
  }
}
