package h2lab.analysis.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the trials of a design one after another, and puts each result in the log before the next
 * begins. A folder that holds some of them already gets the others.
 */
final class Sweep {
  /** Makes one trial. */
  @FunctionalInterface
  interface Trials {
    /** See {@link TrialRun#run}. */
    TrialResult run(Trial trial) throws IOException, InterruptedException;
  }

  private final Design design;
  private final Path folder;
  private final Trials trials;
  private final RecordingShelf shelf;
  private final SweepProgress progress;
  private final Disturbances disturbances;

  /**
   * @param disturbances which trials are made again
   */
  Sweep(
      Design design,
      Path folder,
      Trials trials,
      RecordingShelf shelf,
      SweepProgress progress,
      Disturbances disturbances) {
    this.design = design;
    this.folder = folder;
    this.trials = trials;
    this.shelf = shelf;
    this.progress = progress;
    this.disturbances = disturbances;
  }

  /**
   * Makes all missing trials.
   *
   * @return the results of all trials
   * @throws EnvironmentException if the machine lacks something; what was made is in the log
   */
  List<TrialResult> run() throws IOException, InterruptedException {
    try (TrialLog log = TrialLog.open(folder)) {
      List<TrialResult> results = new ArrayList<>(TrialLog.read(folder));
      Deque<Trial> missing = new ArrayDeque<>(missing(results));
      progress.begin(List.copyOf(missing));
      while (!missing.isEmpty()) {
        Trial trial = missing.removeFirst();
        shelf.requireRoomForOne();
        progress.start(trial);
        TrialResult result = trials.run(trial);
        if (!result.ok() && !result.absent() && ChildProcess.ending()) {
          break;
        }
        if (disturbances.isMadeAgain(result)) {
          shelf.drop(result);
          missing.addLast(trial);
          progress.again(result);
          continue;
        }
        result = shelf.shelve(result);
        log.append(result);
        results.add(result);
        progress.done(result);
      }
      return results;
    } finally {
      progress.end();
    }
  }

  private List<Trial> missing(List<TrialResult> results) {
    Set<String> known = results.stream().map(TrialResult::trial).collect(Collectors.toSet());
    return design.trials().stream().filter(trial -> !known.contains(trial.name())).toList();
  }
}
