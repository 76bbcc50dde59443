package h2lab.server.command;

import h2lab.server.deadline.Deadline;
import h2lab.server.deadline.Deadlines;
import java.time.Duration;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** An option for each {@link Deadline}, made from the table. */
final class DeadlineOptions {
  private static final String NEVER = "never";
  private static final double LEAST_SECONDS = 0.01;
  private static final double MOST_SECONDS = 1e6;

  private DeadlineOptions() {}

  static void addTo(CommandSpec command) {
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder()
            .validate(false)
            .heading(
                "%nHow long to wait for a client before it is ended, in seconds, or never; for:%n");
    for (Deadline deadline : Deadline.values()) {
      group.addArg(
          OptionSpec.builder(deadline.option())
              .paramLabel("SECONDS")
              .type(String.class)
              .defaultValue(String.valueOf(deadline.standard().toSeconds()))
              .description(deadline.awaited() + " (default: ${DEFAULT-VALUE}).")
              .build());
    }
    command.addArgGroup(group.build());
  }

  /**
   * As the user gave them.
   *
   * @throws ParameterException if one is no time
   */
  static Deadlines of(ParseResult given) {
    Deadlines deadlines = Deadlines.STANDARD;
    for (Deadline deadline : Deadline.values()) {
      String value = given.matchedOptionValue(deadline.option(), null);
      if (value != null) {
        deadlines = deadlines.with(deadline, time(given, deadline.option(), value));
      }
    }
    return deadlines;
  }

  private static Duration time(ParseResult given, String option, String value) {
    if (value.equals(NEVER)) {
      return null;
    }
    double seconds = seconds(value);
    if (!(seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS)) {
      throw new ParameterException(
          given.commandSpec().commandLine(),
          option + " takes seconds, 0.01 to 1000000, or " + NEVER + ", not " + value);
    }
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private static double seconds(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
