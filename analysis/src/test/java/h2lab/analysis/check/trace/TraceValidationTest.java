package h2lab.analysis.check.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.H2labProcess;
import h2lab.analysis.recording.ClientRow;
import h2lab.analysis.recording.Recording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of corruption of a real recording is caught by the rule that is meant for it. */
class TraceValidationTest {
  @TempDir static Path folder;
  private static Recording recording;
  private static Corruption.Run sound;

  @BeforeAll
  static void recordAClient() throws Exception {
    Path file = folder.resolve("run.jfr");
    try (H2labProcess server =
        H2labProcess.start(
            "serve", "async-custom", "--tls", "jdk", "--record", file, "--level", "full")) {
      String url = server.url();
      try (H2labProcess load =
          H2labProcess.start("load", url, "-c", "1", "-m", "10", "-n", "300")) {
        assertEquals(0, load.ran().exitCode());
      }
      server.terminate();
      assertEquals(0, server.ran().exitCode());
    }
    recording = Recording.open(file);
    List<ClientRow> rows = new ArrayList<>();
    recording.forEach(rows::add);
    sound = new Corruption.Run(rows);
  }

  private static Findings validate(List<ClientRow> rows) throws Exception {
    TraceValidation validation = TraceValidation.begin(recording);
    rows.forEach(validation::add);
    return validation.end();
  }

  @Test
  void findsNothingInASoundRecording() throws Exception {
    Findings findings = validate(sound.rows());
    assertTrue(findings.conforms(), () -> findings.story().toString());
    assertEquals(recording.actions(), findings.actions());
    assertEquals(Set.of(), findings.unjudged());
  }

  @Test
  void doesNotDependOnTheOrderOfRows() throws Exception {
    List<ClientRow> shuffled = new ArrayList<>(sound.rows());
    Collections.shuffle(shuffled, new Random(1));
    Findings findings = validate(shuffled);
    assertTrue(findings.conforms(), () -> findings.story().toString());
    assertEquals(recording.actions(), findings.actions());
  }

  @ParameterizedTest
  @EnumSource
  void catches(Corruption corruption) throws Exception {
    Findings findings = validate(corruption.of(sound).rows());
    assertFalse(findings.conforms(), "no rule is broken");
    assertEquals(
        corruption.caughtBy,
        findings.violations().getFirst().rule(),
        () -> findings.story().toString());
  }

  @Test
  void everyRuleCatchesSomeCorruption() {
    Set<Rule> met =
        Stream.of(Corruption.values())
            .map(corruption -> corruption.caughtBy)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class)));
    assertEquals(EnumSet.allOf(Rule.class), met);
  }

  @Test
  void showsTheStepsAroundTheFirstViolation() throws Exception {
    Findings findings = validate(Corruption.ACTION_NOT_FIRST.of(sound).rows());
    Violation violation = findings.violations().getFirst();
    List<String> story = findings.story();
    assertTrue(story.getFirst().contains("breaks FIRST_ENABLED at step " + violation.step()));
    assertEquals(1, story.stream().filter(line -> line.startsWith("> ")).count(), story.toString());
    assertTrue(story.stream().anyMatch(line -> line.contains("WAIT")), story.toString());
  }

  @Test
  void saysWhatALowerLevelCannotShow() throws Exception {
    List<ClientRow> actions =
        sound.rows().stream()
            .filter(row -> !(row instanceof h2lab.analysis.recording.FrameRow))
            .toList();
    Findings findings = validate(actions);
    assertTrue(findings.conforms());
    assertEquals(Set.of(Rule.REPLIES, Rule.ANSWERED, Rule.STREAMS), findings.unjudged());
    assertTrue(
        findings.summary().contains("not judged at level actions: REPLIES, ANSWERED, STREAMS"),
        findings.summary().toString());
  }
}
