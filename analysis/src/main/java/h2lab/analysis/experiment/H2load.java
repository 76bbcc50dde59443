package h2lab.analysis.experiment;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * nghttp2's load generator; it reports as text, without percentiles and slices. It cannot be told
 * that server and load are warm, so it always warms up for the longest time.
 */
record H2load(List<String> prefix, String version) implements LoadRun {
  @Override
  public String name() {
    return "h2load";
  }

  @Override
  public List<String> command(URI url, Trial trial, Path report) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("-t", "1", "-c", trial.levels().of("clients")));
    command.addAll(List.of("-m", trial.levels().of("pipeline")));
    Phases phases = trial.phases();
    if (phases.counted()) {
      command.addAll(List.of("-n", Integer.toString(phases.requests())));
    } else {
      command.addAll(List.of("-D", LoadRun.millis(phases.measuredSeconds())));
      command.add("--warm-up-time=" + LoadRun.millis(phases.longestWarmUpSeconds()));
    }
    command.add(trial.levels().resource(url).toString());
    return command;
  }

  @Override
  public LoadResult result(List<String> output, Path report) throws TrialFailure {
    return H2loadOutput.parse(output, version);
  }
}
