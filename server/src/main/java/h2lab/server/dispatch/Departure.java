package h2lab.server.dispatch;

/** Why a client goes. The first cause counts: what fails after it is its effect. */
public final class Departure {
  private String reason;
  private boolean byError;

  /** It goes for this reason, and nobody erred. */
  public void because(String cause) {
    if (reason == null) {
      reason = cause;
    }
  }

  /** It goes because of an error, its own or ours. */
  public void byError(String cause) {
    if (reason == null) {
      reason = cause;
      byError = true;
    }
  }

  /** As {@link #byError(String)}, in the words of what was thrown. */
  public void byError(Throwable thrown) {
    byError(thrown.getMessage() == null ? thrown.toString() : thrown.getMessage());
  }

  /** In words; without a cause of ours, the peer has closed. */
  String reason() {
    return reason == null ? "peer closed" : reason;
  }

  boolean isByError() {
    return byError;
  }
}
