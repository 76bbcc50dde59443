package h2lab.analysis.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the trials of a design one after another, and puts each result in the log before the next
 * begins. A folder that holds some of them already gets the others.
 */
final class Sweep {
  private final Design design;
  private final Path folder;
  private final TrialRun run;
  private final RecordingShelf shelf;
  private final SweepProgress progress;

  Sweep(Design design, Path folder, TrialRun run, RecordingShelf shelf, SweepProgress progress) {
    this.design = design;
    this.folder = folder;
    this.run = run;
    this.shelf = shelf;
    this.progress = progress;
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
      List<Trial> missing = missing(results);
      progress.begin(missing);
      for (Trial trial : missing) {
        shelf.requireRoomForOne();
        progress.start(trial);
        TrialResult result = run.run(trial);
        if (!result.ok() && !result.absent() && ChildProcess.ending()) {
          break;
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
