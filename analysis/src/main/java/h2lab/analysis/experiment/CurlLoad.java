package h2lab.analysis.experiment;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** curl, for a few requests one after another on one connection; it measures no rate. */
record CurlLoad(String version) implements LoadRun {
  private static final Pattern ANSWER = Pattern.compile("status (\\d{3}) time ([0-9.]+)");

  @Override
  public String name() {
    return "curl";
  }

  @Override
  public List<String> command(URI url, Trial trial, Path report) {
    List<String> command = new ArrayList<>(List.of("curl", "-sS", "-k"));
    command.add(url.getScheme().equals("https") ? "--http2" : "--http2-prior-knowledge");
    command.addAll(
        List.of("--max-time", "10", "-w", "\\nstatus %{http_code} time %{time_total}\\n"));
    String resource = trial.levels().resource(url).toString();
    for (int i = 0; i < Math.max(1, trial.phases().requests()); i++) {
      command.addAll(List.of("-o", "/dev/null", resource));
    }
    return command;
  }

  @Override
  public LoadResult result(List<String> output, Path report) throws TrialFailure {
    List<Matcher> answers = output.stream().map(ANSWER::matcher).filter(Matcher::matches).toList();
    if (answers.isEmpty()) {
      throw TrialFailure.failed("curl printed no status");
    }
    int done = answers.size();
    int good = (int) answers.stream().filter(a -> a.group(1).startsWith("2")).count();
    double meanSeconds =
        answers.stream().mapToDouble(a -> Double.parseDouble(a.group(2))).average().orElseThrow();
    return new LoadResult(
        "curl " + version,
        null,
        new LoadResult.Requests(done, done, done, good, done - good, 0, 0),
        null,
        null,
        null,
        new LoadResult.RequestTimes(null, 1e6 * meanSeconds, null, null, null, null, null, null),
        null,
        null,
        null);
  }
}
