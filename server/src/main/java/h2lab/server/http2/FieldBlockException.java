package h2lab.server.http2;

/** A field block after which the connection cannot go on. */
final class FieldBlockException extends Exception {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;

  FieldBlockException(ErrorCode code, String message) {
    super(message, null, false, false); // the peer's fault, not ours: where we are tells nothing
    this.code = code;
  }

  ErrorCode code() {
    return code;
  }
}
