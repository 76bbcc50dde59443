package h2lab.analysis.experiment;

/** What was asked for does not exist or cannot be combined; the message names what does. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }
}
