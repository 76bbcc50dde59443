package h2lab.analysis.check.baseline;

import h2lab.analysis.WholeFile;
import h2lab.analysis.chart.GraphComparison;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.TableRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The statistical check: recordings of one build, as one run, against a baseline. */
public final class BaselineCheck {
  private static final int LEAST_RUNS = 2;
  private static final int SHOWN_WITHOUT_ALARM = 5;
  private static final String FORMAT = "%s %-10s %-46s %10s %10s %-13s %8s  (from %s) %s";

  private final Path baseline;
  private final Path thresholds;
  private final List<Profile> profiles = new ArrayList<>();
  private final Consumer<String> say;
  private String subject;
  private List<String> actions = List.of();

  /** What came of a comparison. */
  private record Told(String baseline, String subject, int alarms, List<Shift> shifts) {}

  /**
   * @param thresholds null for {@code thresholds.json} beside the baseline
   */
  public BaselineCheck(Path baseline, Path thresholds, Consumer<String> say) {
    this.baseline = baseline;
    this.thresholds = thresholds != null ? thresholds : baseline.resolveSibling("thresholds.json");
    this.say = say;
  }

  /**
   * Takes a recording.
   *
   * @throws IOException if it cannot be compared, or is of another method or TLS than one before
   */
  public void add(Recording recording) throws IOException {
    String of =
        recording.trial().map(trial -> trial.method() + ", TLS " + trial.tls()).orElse("unnamed");
    if (subject != null && !subject.equals(of)) {
      throw new IOException(recording.file() + " is of " + of + ", others are of " + subject);
    }
    subject = of;
    actions = recording.table().stream().map(TableRow::action).toList();
    profiles.add(Profile.of(recording));
  }

  /** Writes the baseline from the recordings. */
  public void update() throws IOException {
    if (profiles.size() < LEAST_RUNS) {
      throw new IOException("a baseline needs " + LEAST_RUNS + " runs at least, better five");
    }
    new Baseline(subject, actions, profiles).write(baseline);
    long requests = profiles.stream().mapToLong(Profile::requests).sum();
    say.accept(
        "%s written: %s, runs %d, requests %,d"
            .formatted(baseline, subject, profiles.size(), requests));
  }

  /**
   * Compares, says what came of it, and writes it where asked to.
   *
   * @param json null for no file
   * @param charts folder, null for no diagram
   * @return how many alarms there are
   */
  public int compare(Path json, Path charts) throws IOException {
    Baseline known = Baseline.read(baseline);
    if (!known.subject().equals(subject)) {
      throw new IOException(baseline + " is of " + known.subject() + ", not of " + subject);
    }
    Profile run = Comparison.pool(profiles);
    List<Shift> shifts = new Comparison(known.runs(), run, Thresholds.read(thresholds)).shifts();
    int alarms = (int) shifts.stream().filter(Shift::isAlarm).count();
    tell(shifts, alarms);
    if (json != null) {
      writeJson(json, new Told(baseline.toString(), subject, alarms, shifts));
    }
    if (charts != null) {
      draw(known, run, charts);
    }
    return alarms;
  }

  private void tell(List<Shift> shifts, int alarms) {
    say.accept(
        alarms == 0
            ? "no alarm: " + shifts.size() + " figures compared with " + baseline
            : alarms + " alarms among " + shifts.size() + " figures, against " + baseline);
    say.accept(
        FORMAT.formatted(
            " ", "measure", "of", "baseline", "run", "", "effect", "threshold", "statistic"));
    shifts.stream()
        .limit(Math.max(alarms, SHOWN_WITHOUT_ALARM))
        .map(BaselineCheck::line)
        .forEach(say);
  }

  private static String line(Shift shift) {
    return FORMAT.formatted(
        shift.isAlarm() ? "!" : " ",
        shift.measure(),
        shift.of(),
        figure(shift.baseline()),
        figure(shift.run()),
        shift.unit(),
        figure(shift.effect()),
        figure(shift.threshold()),
        shift.statistic());
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.3f", value);
  }

  private static void writeJson(Path file, Told told) throws IOException {
    String text =
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(told)
            + "\n";
    WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void draw(Baseline known, Profile run, Path folder) throws IOException {
    Profile before = Comparison.pool(known.runs());
    List<String> names =
        new ArrayList<>(actions.stream().filter(name -> occurs(name, before, run)).toList());
    known.actions().stream()
        .filter(name -> !actions.contains(name) && occurs(name, before, run))
        .forEach(names::add);
    Files.createDirectories(folder);
    String name = baseline.getFileName().toString().replaceFirst("\\.json$", "") + "-graphs";
    GraphComparison.draw(before, run, names, subject, folder, name)
        .forEach(file -> say.accept(file + " written"));
  }

  private static boolean occurs(String action, Profile before, Profile run) {
    return occurs(action, before) || occurs(action, run);
  }

  private static boolean occurs(String action, Profile profile) {
    return profile.transitions().entrySet().stream()
        .anyMatch(from -> from.getKey().equals(action) || from.getValue().containsKey(action));
  }
}
