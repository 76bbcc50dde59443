package h2lab.analysis.experiment;

import h2lab.analysis.anatomy.SampledTime;
import h2lab.analysis.anatomy.ServerPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Folders of results with invented figures, for tests of what reads them. */
public final class MadeResults {
  /** What servers are busy with at level {@code profile}. */
  public static final Set<ServerPart> PARTS =
      EnumSet.of(
          ServerPart.WRITING,
          ServerPart.READING,
          ServerPart.PROTOCOL,
          ServerPart.JVM,
          ServerPart.OTHER);

  private MadeResults() {}

  /** Results of shipped experiments with all repetitions; every 17th trial failed. */
  public static Path write(Path folder, String... experiments) throws IOException {
    List<Experiment> all = new java.util.ArrayList<>();
    for (String name : experiments) {
      all.add(ExperimentCatalog.shipped().named(name));
    }
    Design design = Design.of(all, 11);
    Files.createDirectories(folder);
    Results.writePlan(
        folder,
        new Results.Plan(
            Results.Plan.SCHEMA,
            11,
            all,
            design.trials().size(),
            "2026-11-22T20:00:00Z",
            new Environment(
                "Invented Processor",
                2,
                "Linux 6.1",
                "Vendor 25",
                "0123456789ab",
                "embedded",
                null),
            List.of()));
    Random random = new Random(3);
    try (TrialLog log = TrialLog.open(folder)) {
      for (Trial trial : design.trials()) {
        log.append(trial.order() % 17 == 0 ? failed(trial) : ok(trial, random));
      }
    }
    return folder;
  }

  static TrialResult ok(Trial trial, Random random) {
    int pipeline = trial.levels().pipeline();
    double peak = trial.levels().method().equals("async-custom") ? 800_000 : 300_000;
    double noise = 0.85 + 0.3 * random.nextDouble();
    double rate = noise * peak * pipeline / (pipeline + 30);
    double mean = 1e6 * pipeline * trial.levels().clients() / rate;
    Observations seen = new Observations();
    long done = Math.round(rate);
    seen.load =
        new LoadResult(
            "made 1",
            1.0,
            new LoadResult.Requests(done, done, done, done, 0, 0, 0),
            rate,
            rate * trial.levels().payload() / (1 << 20),
            new LoadResult.Octets(done * 40, done * 13, done * trial.levels().payload(), 0L),
            new LoadResult.RequestTimes(
                mean / 2, mean, mean / 9, mean, 1.5 * mean, 3 * mean, 9 * mean, 20 * mean),
            null,
            null,
            null);
    seen.server = new ProcessorTime(Duration.ofMillis(900), Duration.ZERO);
    if (trial.levels().of("level").equals("profile")) {
      seen.sampled = new SampledTime(180, 1, 20, Map.of("server", sampled()));
    }
    seen.recording =
        new TrialResult.Kept("recordings/" + trial.name() + ".jfr", 12345, 678, 1, 0, 0);
    return seen.result(trial, 11, "2026-11-22T20:00:00Z", null);
  }

  /** 720 ms, with those lost 800. */
  private static Map<ServerPart, Duration> sampled() {
    Map<ServerPart, Duration> parts = new EnumMap<>(ServerPart.class);
    parts.put(ServerPart.WRITING, Duration.ofMillis(360));
    parts.put(ServerPart.READING, Duration.ofMillis(180));
    parts.put(ServerPart.PROTOCOL, Duration.ofMillis(176));
    parts.put(ServerPart.OTHER, Duration.ofMillis(4));
    return parts;
  }

  static TrialResult failed(Trial trial) {
    Observations seen = new Observations();
    seen.fault(TrialResult.Status.FAILED, "server exited with 7, under load");
    return seen.result(trial, 11, "2026-11-22T20:00:00Z", null);
  }

  static Trial trial(int order, Map<String, String> levels) {
    return new Trial(
        order, new Levels(levels), 1, new Phases(1, 1, 1, 0), List.of("single-client"));
  }
}
