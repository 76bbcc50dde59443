package h2lab.analysis.check.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.Ran;
import h2lab.analysis.check.CheckCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reruns of a build give no alarm against its baseline, altered builds do. In the usual tests two
 * reruns, and nothing that shows in times only, which no test should depend on; {@code
 * -Dh2lab.reruns=10} makes ten, with all thresholds.
 */
@Timeout(900)
class AlarmsTest {
  private static final Path SHIPPED = Path.of("..", "traces", "baselines", "thresholds.json");
  private static final int FEW = 2;
  private static final int RERUNS = Integer.getInteger("h2lab.reruns", FEW);
  private static final int BASELINE_RUNS = RERUNS > FEW ? 5 : 3;
  private static final double NEVER = 1e9;

  @TempDir Path folder;

  private Path thresholds() throws Exception {
    if (RERUNS > FEW) {
      return SHIPPED;
    }
    Thresholds all = Thresholds.read(SHIPPED);
    Thresholds timeless =
        new Thresholds(
            all.graphDistance(),
            all.transitionShare(),
            all.countRatio(),
            all.octetsDistance(),
            NEVER,
            all.leastCount(),
            all.noiseFactor());
    return Files.writeString(
        folder.resolve("thresholds.json"), JsonMapper.shared().writeValueAsString(timeless));
  }

  private Ran check(Path recording) throws Exception {
    return Ran.of(
        new CheckCommand(),
        recording,
        "--baseline",
        folder.resolve("baseline.json"),
        "--thresholds",
        thresholds(),
        "--json",
        folder.resolve("figures.json"),
        "--chart",
        folder.resolve("charts"));
  }

  @Test
  void alteredBuildsGiveAnAlarmAndRerunsDoNot() throws Exception {
    List<Path> runs = new ArrayList<>();
    for (int run = 0; run < BASELINE_RUNS; run++) {
      runs.add(Build.AS_IT_IS.record(folder, "baseline-" + run));
    }
    writeBaseline(runs);
    for (int run = 0; run < RERUNS; run++) {
      Ran rerun = check(Build.AS_IT_IS.record(folder, "rerun-" + run));
      show("rerun " + run, rerun);
      assertEquals(0, rerun.exitCode(), rerun.out() + rerun.err());
    }
    for (Build build : Build.values()) {
      if (build != Build.AS_IT_IS) {
        Ran altered = check(build.record(folder, build.name()));
        show(build.name(), altered);
        assertEquals(1, altered.exitCode(), build + ": " + altered.out());
        assertTrue(Files.readString(folder.resolve("figures.json")).contains("\"alarms\""));
        assertTrue(Files.exists(folder.resolve("charts/baseline-graphs.svg")));
      }
    }
  }

  @Test
  void naglesAlgorithmGivesAnAlarmWhereEachReplyIsAWriteAndRerunsDoNot() throws Exception {
    List<Path> runs = new ArrayList<>();
    for (int run = 0; run < BASELINE_RUNS; run++) {
      runs.add(Build.AS_IT_IS.recordSmallWrites(folder, "small-" + run, "off"));
    }
    writeBaseline(runs);
    for (int run = 0; run < RERUNS; run++) {
      Ran rerun = check(Build.AS_IT_IS.recordSmallWrites(folder, "small-rerun-" + run, "off"));
      show("rerun " + run, rerun);
      assertEquals(0, rerun.exitCode(), rerun.out() + rerun.err());
    }
    Ran flipped = check(Build.AS_IT_IS.recordSmallWrites(folder, "nagle", "on"));
    show("--nagle on", flipped);
    assertEquals(1, flipped.exitCode(), flipped.out());
  }

  private void writeBaseline(List<Path> runs) throws Exception {
    List<Object> arguments = new ArrayList<>(runs);
    arguments.addAll(List.of("--baseline", folder.resolve("baseline.json"), "--update"));
    Ran written = Ran.of(new CheckCommand(), arguments.toArray());
    assertEquals(0, written.exitCode(), written.err());
  }

  private static void show(String build, Ran ran) {
    if (RERUNS > FEW) {
      System.out.println(build + ": exit code " + ran.exitCode() + "\n" + ran.out());
    }
  }
}
