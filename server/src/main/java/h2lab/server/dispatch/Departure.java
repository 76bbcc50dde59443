package h2lab.server.dispatch;

/**
 * Why a client goes. The first cause counts: what fails after it is its effect. Thread-safe, since
 * who breaks a client off may not be who serves it.
 */
public final class Departure {
  private String reason;
  private boolean byError;

  /** It goes for this reason, and nobody erred. */
  public synchronized void because(String cause) {
    if (reason == null) {
      reason = cause;
    }
  }

  /** It goes because of an error, its own or ours. */
  public synchronized void byError(String cause) {
    if (reason == null) {
      reason = cause;
      byError = true;
    }
  }

  /** As {@link #byError(String)}, in the words of what was thrown. */
  public synchronized void byError(Throwable thrown) {
    byError(thrown.getMessage() == null ? thrown.toString() : thrown.getMessage());
  }

  /** In words; without a cause of ours, the peer has closed. */
  public synchronized String reason() {
    return reason == null ? "peer closed" : reason;
  }

  synchronized boolean isByError() {
    return byError;
  }
}
