package h2lab.analysis.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * All trials of some experiments in the order they are to be run: each repetition is complete
 * before the next and shuffled for itself, so that the levels interleave and a machine that gets
 * slower in the course of the sweep wrongs none of them. The same experiments and seed give the
 * same order.
 */
public record Design(List<Experiment> experiments, long seed, List<Trial> trials) {
  /** Start of server and load, stop, reading the recording: what a trial takes beside its load. */
  private static final double OVERHEAD_SECONDS = 4;

  /** The same if the server stays: start and stop of the load alone. */
  private static final double KEPT_OVERHEAD_SECONDS = 1;

  /** Trials of different experiments that are equal in everything are made once. */
  private record Cell(Levels levels, Phases phases, int repetition, boolean serverStays) {}

  /** Lays out every combination of every experiment. */
  public static Design of(List<Experiment> experiments, long seed) {
    Random random = new Random(seed);
    List<Trial> trials = new ArrayList<>();
    int repetitions = experiments.stream().mapToInt(Experiment::repetitions).max().orElse(0);
    for (int repetition = 1; repetition <= repetitions; repetition++) {
      Map<Cell, List<String>> cells = cells(experiments, repetition);
      List<Cell> shuffled = new ArrayList<>(cells.keySet());
      Collections.shuffle(shuffled, random);
      for (Cell cell : shuffled) {
        trials.add(
            new Trial(
                trials.size() + 1,
                cell.levels,
                cell.repetition,
                cell.phases,
                cells.get(cell),
                cell.serverStays));
      }
    }
    return new Design(experiments, seed, trials);
  }

  private static Map<Cell, List<String>> cells(List<Experiment> experiments, int repetition) {
    Map<Cell, List<String>> cells = new LinkedHashMap<>();
    for (Experiment experiment : experiments) {
      if (repetition <= experiment.repetitions()) {
        for (Levels levels : experiment.combinations()) {
          Cell cell =
              new Cell(levels, experiment.phases(levels), repetition, experiment.keepsServers());
          cells.computeIfAbsent(cell, c -> new ArrayList<>()).add(experiment.name());
        }
      }
    }
    return cells;
  }

  /** About how long all trials will take at most, in seconds. */
  public double estimatedSeconds() {
    return trials.stream().mapToDouble(Design::estimatedSeconds).sum();
  }

  private static double estimatedSeconds(Trial trial) {
    if (!trial.serverStays()) {
      return trial.phases().seconds() + OVERHEAD_SECONDS;
    }
    Trial made = trial.repetition() > 1 ? trial.warm() : trial;
    return made.phases().seconds() + KEPT_OVERHEAD_SECONDS;
  }

  /** The design in words, for people to object to before it is too late. */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    int combinations = 0;
    for (Experiment experiment : experiments) {
      lines.addAll(describe(experiment));
      combinations += experiment.combinations().size() * experiment.repetitions();
    }
    int shared = combinations - trials.size();
    lines.add(
        "%d trials%s, in random order by seed %d, at most about %s"
            .formatted(
                trials.size(),
                shared > 0 ? " (" + shared + " more are shared between experiments)" : "",
                seed,
                Words.duration(estimatedSeconds())));
    return lines;
  }

  private static List<String> describe(Experiment experiment) {
    List<String> lines = new ArrayList<>();
    lines.add(experiment.name() + ": " + experiment.title());
    for (Factor factor : experiment.factors()) {
      lines.add("  %-9s %s".formatted(factor.name(), String.join(" ", factor.levels())));
    }
    experiment
        .fixed()
        .forEach((name, level) -> lines.add("  %-9s %s (fixed)".formatted(name, level)));
    lines.add(
        "  %d combinations x %d repetition%s, %s"
            .formatted(
                experiment.combinations().size(),
                experiment.repetitions(),
                experiment.repetitions() == 1 ? "" : "s",
                experiment.requests() != null
                    ? "a few requests each"
                    : "%s s warm-up and %.1f s measured each"
                        .formatted(warmUp(experiment), experiment.measuredSeconds())));
    if (experiment.keepsServers()) {
      lines.add("  one process of each server for all its trials");
    }
    return lines;
  }

  private static String warmUp(Experiment experiment) {
    double least = experiment.warmUpSeconds();
    double most = experiment.longestWarmUpSeconds();
    return least == most ? "%.1f".formatted(least) : "%.1f to %.1f".formatted(least, most);
  }
}
