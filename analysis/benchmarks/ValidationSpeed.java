import h2lab.analysis.check.trace.Findings;
import h2lab.analysis.check.trace.TraceValidation;
import h2lab.analysis.recording.Recording;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Validates a recording again and again. Prints the actions in it, and the million actions a second
 * of the first round and of the best one.
 *
 * <pre>java -cp analysis/target/h2lab.jar analysis/benchmarks/ValidationSpeed.java FILE ROUNDS</pre>
 */
final class ValidationSpeed {
  private ValidationSpeed() {}

  public static void main(String[] arguments) throws Exception {
    Recording recording = Recording.open(Path.of(arguments[0]));
    double first = validate(recording);
    double best = first;
    for (int round = 1; round < Integer.parseInt(arguments[1]); round++) {
      best = Math.max(best, validate(recording));
    }
    System.out.printf(Locale.ROOT, "%d %.2f %.2f%n", recording.actions(), first, best);
  }

  private static double validate(Recording recording) throws Exception {
    long start = System.nanoTime();
    Findings findings = TraceValidation.of(recording);
    double speed = 1e3 * findings.actions() / (System.nanoTime() - start);
    if (!findings.conforms()) {
      throw new IllegalStateException(findings.headline());
    }
    return speed;
  }
}
