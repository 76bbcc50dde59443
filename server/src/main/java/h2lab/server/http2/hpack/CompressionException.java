package h2lab.server.http2.hpack;

/** A field block that cannot be decoded; a connection error COMPRESSION_ERROR. */
public final class CompressionException extends Exception {
  private static final long serialVersionUID = 1;

  CompressionException(String message) {
    super(message, null, false, false); // the peer's fault, not ours: where we are tells nothing
  }
}
