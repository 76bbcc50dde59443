package h2lab.analysis.check.trace;

import java.io.IOException;

/** A recording does not tell what its actions change, so there is nothing to validate it by. */
public final class UntoldTable extends IOException {
  private static final long serialVersionUID = 1;

  UntoldTable(String message) {
    super(message);
  }
}
