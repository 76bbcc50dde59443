package h2lab.analysis.experiment;

/** A trial came to nothing, which is a result as well: its status and the reason. */
final class TrialFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final TrialResult.Status status;

  TrialFailure(TrialResult.Status status, String reason) {
    super(reason);
    this.status = status;
  }

  static TrialFailure failed(String reason) {
    return new TrialFailure(TrialResult.Status.FAILED, reason);
  }

  static TrialFailure timeout(String reason) {
    return new TrialFailure(TrialResult.Status.TIMEOUT, reason);
  }

  TrialResult.Status status() {
    return status;
  }

  /** How a process ended, with the last thing it said, for a reason. */
  static String ending(ChildProcess child) {
    int code = child.exitCode();
    String how = code > 128 ? "was ended by signal " + (code - 128) : "exited with " + code;
    return child.errors().isEmpty() ? how : how + ": " + child.errors().getLast();
  }
}
