package h2lab.analysis.experiment;

import java.io.IOException;

/** The machine lacks what an experiment needs: a tool, room on the disk, a readable file. */
public final class EnvironmentException extends IOException {
  private static final long serialVersionUID = 1;

  public EnvironmentException(String message) {
    super(message);
  }

  public EnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }
}
