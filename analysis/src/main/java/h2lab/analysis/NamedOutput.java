package h2lab.analysis;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * A stream that says where it leads when it fails: "No space left on device" alone would not tell
 * which device.
 */
public final class NamedOutput extends OutputStream {
  private static final String STANDARD_OUTPUT = "the standard output";

  private final OutputStream out;
  private final String name;

  /**
   * @param name what it leads to, as its user called it
   */
  public NamedOutput(OutputStream out, String name) {
    this.out = out;
    this.name = name;
  }

  /** The standard output, which by itself would keep silent about failures. Do not close it. */
  public static OutputStream standard() {
    return new NamedOutput(System.out, STANDARD_OUTPUT);
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int from, int count) throws IOException {
    try {
      out.write(octets, from, count);
    } catch (IOException e) {
      throw failure(e.getMessage(), e);
    }
    if (out instanceof PrintStream print && print.checkError()) {
      throw failure("it is full or nobody reads it", null);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      throw failure(e.getMessage(), e);
    }
  }

  private IOException failure(String why, IOException cause) {
    return new IOException("cannot write " + name + ": " + why, cause);
  }
}
