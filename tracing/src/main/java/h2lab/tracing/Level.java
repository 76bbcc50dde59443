package h2lab.tracing;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Locale;
import jdk.jfr.Configuration;

/**
 * How much a recording holds. Each level is a {@code .jfc} file beside this class, which other
 * tools take as well, and includes the ones before it; only {@link #PROFILE} stands for itself.
 */
public enum Level {
  /** Nothing: the cost of a recorder that idles. */
  OFF,
  /** Octets at each point of the flow, the life of each client, queue depths. */
  BYTES,
  /** And each action selected, with the facts it was selected by. */
  ACTIONS,
  /** And the frames of each step. */
  FULL,
  /** Of clients nothing, but where the processor's time goes, by samples of stacks. Linux only. */
  PROFILE;

  /** The settings of this level. */
  public Configuration configuration() {
    String file = this + ".jfc";
    try (Reader settings =
        new InputStreamReader(Level.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
      return Configuration.create(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParseException e) {
      throw new IllegalStateException("settings " + file + " do not parse", e);
    }
  }

  /** As the command line names it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
