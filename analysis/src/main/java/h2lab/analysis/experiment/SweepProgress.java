package h2lab.analysis.experiment;

import java.util.ArrayList;
import java.util.List;

/** Tells people how a sweep gets on; each method is called by the thread that runs it. */
interface SweepProgress {
  /** The trials that will be made, in order. */
  void begin(List<Trial> trials);

  /** A trial begins. */
  void start(Trial trial);

  /** It waits for cores that are as they should be; told every few seconds. */
  void waits(CoreState cores);

  /** It has ended. */
  void done(TrialResult result);

  /** It has ended, and is made again later, since it was disturbed. */
  void again(TrialResult result);

  /** No more trials, whether all were made or not. */
  void end();

  /** Why it is made again, in a few words. */
  static String wordsAgain(TrialResult result) {
    List<String> why = new ArrayList<>();
    if (result.stolenPercent() != null && result.stolenPercent() >= 1) {
      why.add("the hypervisor took %.0f %%".formatted(result.stolenPercent()));
    }
    if (result.cores() != null) {
      why.add(result.cores().words());
    }
    return "again later: " + String.join(", ", why);
  }

  /** What it waits for, in a few words. */
  static String wordsWaiting(CoreState cores) {
    return "waits, cores are " + cores.words();
  }

  /** What a trial came to, in a few words. */
  static String words(TrialResult result) {
    if (result.absent()) {
      return result.reason();
    }
    if (!result.ok()) {
      return result.status().name().toLowerCase(java.util.Locale.ROOT) + ": " + result.reason();
    }
    return result.requestsPerSecond() == null
        ? "ok"
        : Words.grouped(result.requestsPerSecond()) + " requests/s";
  }
}
