package h2lab.analysis.recording.chunk;

import java.io.IOException;

/** Octets that this reader cannot make sense of, which need not mean that nobody can. */
public final class UnknownContent extends IOException {
  private static final long serialVersionUID = 1;

  UnknownContent(String what) {
    super(what);
  }

  UnknownContent(String what, Throwable cause) {
    super(what, cause);
  }
}
