package h2lab.analysis.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what h2load prints at its end. Its means and extremes count the measured phase, and so does
 * its rate, though "finished in" tells both phases together; its "data" counts the warm-up too, so
 * that content is not known from it.
 */
final class H2loadOutput {
  private static final Pattern FINISHED =
      Pattern.compile("finished in \\S+, ([0-9.]+) req/s, \\S+");
  private static final Pattern REQUESTS =
      Pattern.compile(
          "requests: (\\d+) total, (\\d+) started, (\\d+) done, (\\d+) succeeded, (\\d+) failed,"
              + " (\\d+) errored, (\\d+) timeout");
  private static final Pattern TRAFFIC = Pattern.compile("traffic: \\S+ \\((\\d+)\\) total, .*");
  private static final Pattern REQUEST_TIME =
      Pattern.compile("time for request: +(\\S+) +(\\S+) +(\\S+) +(\\S+) +\\S+%");
  private static final Pattern TLS = Pattern.compile("TLS Protocol: (\\S+)");
  private static final Pattern CIPHER = Pattern.compile("Cipher: (\\S+)");
  private static final Pattern TIME = Pattern.compile("([0-9.]+)(us|ms|s)");

  private H2loadOutput() {}

  /**
   * The result in the lines.
   *
   * @throws TrialFailure if a part that h2load always prints is missing
   */
  static LoadResult parse(List<String> lines, String version) throws TrialFailure {
    long[] counts = Arrays.stream(groups(REQUESTS, lines)).mapToLong(Long::parseLong).toArray();
    String[] times = groups(REQUEST_TIME, lines);
    long done = counts[2];
    return new LoadResult(
        "h2load " + version,
        null,
        new LoadResult.Requests(
            counts[0], counts[1], done, counts[3], counts[4], counts[5], counts[6]),
        Double.valueOf(groups(FINISHED, lines)[0]),
        null,
        new LoadResult.Octets(Long.valueOf(groups(TRAFFIC, lines)[0]), null, null, null),
        done == 0 ? null : requestTimes(times),
        null,
        tls(lines),
        null);
  }

  private static LoadResult.RequestTimes requestTimes(String[] times) throws TrialFailure {
    return new LoadResult.RequestTimes(
        micros(times[0]),
        micros(times[2]),
        micros(times[3]),
        null,
        null,
        null,
        null,
        micros(times[1]));
  }

  private static LoadResult.Tls tls(List<String> lines) {
    String protocol = first(TLS, lines);
    return protocol == null ? null : new LoadResult.Tls(protocol, first(CIPHER, lines));
  }

  private static String first(Pattern pattern, List<String> lines) {
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .findFirst()
        .orElse(null);
  }

  private static String[] groups(Pattern pattern, List<String> lines) throws TrialFailure {
    MatchResult found =
        lines.stream()
            .map(pattern::matcher)
            .filter(Matcher::matches)
            .map(Matcher::toMatchResult)
            .findFirst()
            .orElseThrow(
                () ->
                    TrialFailure.failed(
                        "h2load printed no line '"
                            + pattern.pattern().split("[:\\\\]")[0].strip()
                            + "'"));
    String[] groups = new String[found.groupCount()];
    Arrays.setAll(groups, i -> found.group(i + 1));
    return groups;
  }

  private static Double micros(String time) throws TrialFailure {
    Matcher matcher = TIME.matcher(time);
    if (!matcher.matches()) {
      throw TrialFailure.failed("h2load printed '" + time + "' for a time");
    }
    double factor =
        switch (matcher.group(2)) {
          case "us" -> 1;
          case "ms" -> 1e3;
          default -> 1e6;
        };
    return factor * Double.parseDouble(matcher.group(1));
  }
}
