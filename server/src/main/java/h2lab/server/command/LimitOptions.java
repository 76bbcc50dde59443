package h2lab.server.command;

import h2lab.server.http2.Limits;
import h2lab.server.http2.Nuisance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Options for what one client may ask of a server, see {@link Limits}. */
final class LimitOptions {
  private static final String STREAMS = "--max-streams";
  private static final String HEADER_LIST = "--max-header-list";
  private static final String FIELD_BLOCK = "--max-field-block";
  private static final String BODY = "--max-body";
  private static final String TOLERATE = "--tolerate";
  private static final String OCTETS = "OCTETS";

  private LimitOptions() {}

  static void addTo(CommandSpec command) {
    Limits standard = Limits.DEFAULT;
    command.addArgGroup(
        ArgGroupSpec.builder()
            .validate(false)
            .heading("%nWhat one client may ask for:%n")
            .addArg(
                option(STREAMS, "N", int.class, standard.concurrentStreams(), "requests at once"))
            .addArg(
                option(
                    HEADER_LIST,
                    OCTETS,
                    int.class,
                    standard.headerListOctets(),
                    "fields of a request, decoded"))
            .addArg(
                option(
                    FIELD_BLOCK,
                    OCTETS,
                    int.class,
                    standard.fieldBlockOctets(),
                    "fields of a request, encoded"))
            .addArg(option(BODY, OCTETS, long.class, standard.bodyOctets(), "content of a request"))
            .addArg(
                OptionSpec.builder(TOLERATE)
                    .paramLabel("NUISANCE=N")
                    .type(Map.class)
                    .auxiliaryTypes(Nuisance.class, Integer.class)
                    .description(nuisances())
                    .build())
            .build());
  }

  private static OptionSpec option(
      String name, String label, Class<?> type, long standard, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(type)
        .defaultValue(String.valueOf(standard))
        .description(description + " (default: ${DEFAULT-VALUE}).")
        .build();
  }

  private static String[] nuisances() {
    List<String> lines = new ArrayList<>();
    lines.add("N of a nuisance at once; can be repeated. There are (default, more each second):");
    for (Nuisance nuisance : Nuisance.values()) {
      lines.add(
          "%s (%,d, %d): %s"
              .formatted(nuisance, nuisance.burst(), nuisance.perSecond(), nuisance.means()));
    }
    return lines.toArray(String[]::new);
  }

  /**
   * As the user gave them.
   *
   * @throws ParameterException if one is out of its range
   */
  static Limits of(ParseResult given) {
    Map<Nuisance, Integer> tolerated = given.matchedOptionValue(TOLERATE, Map.of());
    tolerated.forEach((nuisance, most) -> check(given, TOLERATE + " " + nuisance, most, 0));
    Limits standard = Limits.DEFAULT;
    return new Limits(
        (int) number(given, STREAMS, standard.concurrentStreams(), 1),
        (int) number(given, HEADER_LIST, standard.headerListOctets(), 1),
        (int) number(given, FIELD_BLOCK, standard.fieldBlockOctets(), 1),
        standard.fieldBlockFrames(),
        number(given, BODY, standard.bodyOctets(), 0),
        tolerated);
  }

  private static long number(ParseResult given, String option, Number standard, long least) {
    Number value = given.matchedOptionValue(option, standard);
    return check(given, option, value.longValue(), least);
  }

  private static long check(ParseResult given, String option, long value, long least) {
    if (value < least) {
      throw new ParameterException(
          given.commandSpec().commandLine(),
          option + " takes at least " + least + ", not " + value);
    }
    return value;
  }
}
