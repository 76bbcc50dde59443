package h2lab.analysis.experiment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The load generator that comes with h2lab; it reports as JSON. */
record EmbeddedLoad(List<String> prefix) implements LoadRun {
  private static final String SCHEMA = "h2lab-load-2";

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public String version() {
    return null;
  }

  @Override
  public List<String> command(URI url, Trial trial, Path report) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("load", trial.levels().resource(url).toString()));
    command.addAll(List.of("-c", trial.levels().of("clients")));
    command.addAll(List.of("-m", trial.levels().of("pipeline")));
    Phases phases = trial.phases();
    if (phases.counted()) {
      command.addAll(List.of("-n", Integer.toString(phases.requests())));
    } else {
      command.addAll(List.of("-D", Double.toString(phases.measuredSeconds())));
      command.addAll(List.of("--warm-up-time", Double.toString(phases.warmUpSeconds())));
      if (phases.longestWarmUpSeconds() > phases.warmUpSeconds()) {
        command.addAll(
            List.of("--longest-warm-up", Double.toString(phases.longestWarmUpSeconds())));
      }
    }
    command.addAll(List.of("--json", report.toString()));
    return command;
  }

  @Override
  public LoadResult result(List<String> output, Path report) throws TrialFailure {
    try {
      String json = Files.readString(report);
      JsonNode schema = ExperimentJson.tree(json).path("schema");
      if (!SCHEMA.equals(schema.asString(""))) {
        throw TrialFailure.failed("load reported in form " + schema + ", not " + SCHEMA);
      }
      return ExperimentJson.parse(json, LoadResult.class);
    } catch (JacksonException e) {
      throw TrialFailure.failed("load's report cannot be read: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw TrialFailure.failed("load wrote no report");
    }
  }
}
