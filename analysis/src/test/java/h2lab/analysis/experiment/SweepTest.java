package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps of fake servers, broken off and continued. */
class SweepTest {
  @TempDir Path folder;

  @Test
  void continuesWithTheTrialsThatAreMissing() throws Exception {
    Design design = Design.of(List.of(tiny()), 4);
    List<TrialResult> whole = sweep(design, new ArrayList<>());
    assertEquals(4, whole.size());
    assertTrue(whole.stream().allMatch(TrialResult::ok), whole::toString);
    assertEquals(design.trials().stream().map(Trial::name).toList(), names(whole));

    List<String> lines = Files.readAllLines(folder.resolve(TrialLog.FILE));
    String torn = String.join("\n", lines.subList(0, 2)) + "\n" + lines.get(2).substring(0, 50);
    Files.writeString(folder.resolve(TrialLog.FILE), torn);

    List<String> made = new ArrayList<>();
    assertEquals(names(whole), names(sweep(design, made)));
    assertEquals(names(whole).subList(2, 4), made);
    assertEquals(names(whole), names(TrialLog.read(folder)));
  }

  @Test
  void keepsRecordingsOfFirstRepetitionWithinTheBudget() throws Exception {
    RecordingShelf shelf = new RecordingShelf(folder, 3000);
    assertEquals("recordings/a.jfr", shelve(shelf, "a", 1, 2000).recording().file());
    assertNull(shelve(shelf, "b", 1, 2000).recording().file(), "over the budget");
    assertNull(shelve(shelf, "c", 2, 500).recording().file(), "second repetition");
    assertEquals(500, shelve(shelf, "c", 2, 500).recording().octets());
    assertEquals("recordings/d.jfr", shelve(shelf, "d", 1, 900).recording().file());
    assertTrue(Files.exists(folder.resolve("recordings/a.jfr")));
    assertFalse(Files.exists(folder.resolve("recordings/b.jfr")));
    assertNull(
        shelve(new RecordingShelf(folder, 3000), "e", 1, 200).recording().file(),
        "recordings that are there count");
  }

  @Test
  void refusesToStartWithoutRoom() throws Exception {
    Path missing = folder.resolve("a/b");
    String message =
        assertThrows(
                EnvironmentException.class,
                () -> RecordingShelf.requireRoomForAll(missing, Long.MAX_VALUE / 2))
            .getMessage();
    assertFalse(Files.exists(missing));
    RecordingShelf.requireRoomForAll(missing, 1);
    assertTrue(message.contains("are needed for recordings"), message);
  }

  private TrialResult shelve(RecordingShelf shelf, String name, int repetition, int octets)
      throws Exception {
    Path file = folder.resolve("recordings").resolve(name + ".jfr");
    Files.write(file, new byte[octets]);
    Observations seen = new Observations();
    seen.recording = new TrialResult.Kept("recordings/" + name + ".jfr", octets, 1, 1, 0, 0);
    Trial trial =
        new Trial(1, new Levels(Map.of()), repetition, new Phases(1, 1, 1, 0), List.of("test"));
    return shelf.shelve(seen.result(trial, 1, "", null));
  }

  private static Experiment tiny() {
    return new Experiment(
        "tiny",
        "Tiny",
        "Two levels, two repetitions.",
        List.of(new Factor("pipeline", List.of("1", "2"))),
        Map.of("tls", "off"),
        2,
        0,
        null,
        0,
        Map.of("embedded", 3),
        List.of(),
        null,
        null,
        null,
        null);
  }

  private List<TrialResult> sweep(Design design, List<String> made) throws Exception {
    RecordingShelf shelf = new RecordingShelf(folder, 1 << 30);
    Launcher launcher = Fakes.launcher("normal", "normal");
    TrialRun run =
        new TrialRun(
            launcher,
            Targets.NONE,
            Deadlines.GENEROUS,
            shelf.folder(),
            design.seed(),
            CoreWatch.NONE);
    return new Sweep(
            design,
            folder,
            run::run,
            shelf,
            new Noting(made),
            new Disturbances(100, CoreCondition.ANY))
        .run();
  }

  private static List<String> names(List<TrialResult> results) {
    return results.stream().map(TrialResult::trial).toList();
  }

  @Test
  void makesDisturbedTrialsAgainBehindTheOthersUntilOneIsNot() throws Exception {
    Design design = Design.of(List.of(tiny()), 4);
    List<String> planned = design.trials().stream().map(Trial::name).toList();
    List<String> made = new ArrayList<>();
    Sweep.Trials trials =
        trial -> {
          made.add(trial.name());
          boolean disturbed =
              trial.name().equals(planned.get(0)) // always
                  || trial.name().equals(planned.get(1)) && made.size() == 2;
          return stolen(trial, disturbed ? 30 : 5);
        };
    List<TrialResult> results =
        new Sweep(
                design,
                folder,
                trials,
                new RecordingShelf(folder, 0),
                new Noting(new ArrayList<>()),
                new Disturbances(5, CoreCondition.ANY))
            .run();
    List<String> expected = new ArrayList<>(planned);
    expected.addAll(List.of(planned.get(0), planned.get(1), planned.get(0)));
    assertEquals(expected, made);
    assertEquals(
        List.of(planned.get(2), planned.get(3), planned.get(1), planned.get(0)), names(results));
    assertEquals(30, results.getLast().stolenPercent(), "the last attempt counts as it is");
    assertEquals(names(results), names(TrialLog.read(folder)));
  }

  /** The last attempt counts as it is, so a design ends whatever the machine does. */
  @Test
  void makesTrialsAgainWhoseCoresWereNotAsTheyShould() {
    Trial trial = Design.of(List.of(tiny()), 4).trials().getFirst();
    CoreState near = new CoreState(100, 100, 0, 110);
    CoreState far = new CoreState(100, 100, 3, 480);
    CoreState slow = new CoreState(100, 130, 30, 110);
    Map<CoreCondition, List<CoreStates>> fits =
        Map.of(
            CoreCondition.STEADY,
            List.of(new CoreStates(near, near), new CoreStates(far, far)),
            CoreCondition.NEAR,
            List.of(new CoreStates(near, near)),
            CoreCondition.FAR,
            List.of(new CoreStates(far, far)));
    for (CoreState before : List.of(near, far, slow)) {
      for (CoreState after : List.of(near, far, slow)) {
        CoreStates states = new CoreStates(before, after);
        Observations seen = new Observations();
        seen.cores = states;
        TrialResult result = seen.result(trial, 1, "", null);
        for (CoreCondition condition : CoreCondition.values()) {
          boolean again = new Disturbances(100, condition).isMadeAgain(result);
          boolean fit = condition == CoreCondition.ANY || fits.get(condition).contains(states);
          assertEquals(!fit, again, condition + " " + states);
        }
      }
    }
  }

  private static TrialResult stolen(Trial trial, double percent) {
    Observations seen = new Observations();
    seen.stolenPercent = percent;
    return seen.result(trial, 1, "", null);
  }

  private record Noting(List<String> made) implements SweepProgress {
    @Override
    public void begin(List<Trial> trials) {}

    @Override
    public void waits(CoreState cores) {}

    @Override
    public void start(Trial trial) {}

    @Override
    public void done(TrialResult result) {
      made.add(result.trial());
    }

    @Override
    public void again(TrialResult result) {}

    @Override
    public void end() {}
  }
}
