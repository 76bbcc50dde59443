package h2lab.analysis.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.H2labProcess;
import h2lab.analysis.Ran;
import h2lab.analysis.recording.RecordedLoop;
import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An export that cannot go on leaves nothing, and says why in one line. */
@Timeout(120)
class UnfinishedExportTest {
  private static final int STEPS = 200_000;
  private static final int MOST_KIBIBYTES = 512; // of any file written
  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path folder;

  private static Path recording;
  private Path output;
  private Path scratch;

  @BeforeEach
  void makeFolders() throws Exception {
    output = Files.createDirectory(folder.resolve("out"));
    scratch = Files.createDirectory(folder.resolve("scratch"));
  }

  @BeforeAll
  static void record(@TempDir Path shared) throws Exception {
    recording =
        RecordedLoop.recordOnly(
            Level.FULL,
            shared.resolve("run.jfr"),
            () -> {
              ClientTrace trace = RecordedLoop.accept();
              for (int step = 0; step < STEPS; step++) {
                trace.selected(RecordedLoop.facts("146"), step % 6);
              }
              trace.state(ClientLife.CLOSED, "");
            });
  }

  private H2labProcess export(List<String> starter, String format, Object output) throws Exception {
    String options =
        "JDK_JAVA_OPTIONS=-XX:-UsePerfData --enable-native-access=ALL-UNNAMED -Djava.io.tmpdir="
            + scratch;
    List<String> program = new ArrayList<>(List.of("env", options));
    program.addAll(starter);
    return H2labProcess.startBy(program, "export", recording, "--format", format, "-o", output);
  }

  private static List<String> names(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static void assertComplaint(Ran ran, String ofWhat) {
    assertEquals(3, ran.exitCode(), ran.err());
    List<String> complaints = ran.err().lines().filter(line -> line.startsWith("h2lab: ")).toList();
    assertEquals(1, complaints.size(), ran.err());
    assertTrue(complaints.getFirst().contains(ofWhat), ran.err());
    assertTrue(ran.err().lines().noneMatch(line -> line.startsWith("\tat ")), ran.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "csv", "parquet", "perfetto"})
  void noRoomIsOneLineAndNoFile(String format) throws Exception {
    List<String> starter =
        List.of("bash", "-c", "ulimit -f " + MOST_KIBIBYTES + "; exec \"$@\"", "bash");
    Path file = output.resolve("run." + format);
    try (H2labProcess export = export(starter, format, file)) {
      Ran ran = export.ran();
      assertComplaint(
          ran, format.equals("parquet") ? "DuckDB cannot be loaded" : "cannot write " + file);
    }

    List<String> left = names(output);
    assertTrue(left.isEmpty() || format.matches("csv|parquet") && names(file).isEmpty(), "" + left);
    // What DuckDB could not unpack of its library it leaves there.
    assertTrue(names(scratch).stream().allMatch(name -> name.startsWith("libduckdb")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "csv"})
  void aFullStandardOutputIsOneLine(String format) throws Exception {
    List<String> starter = List.of("bash", "-c", "exec \"$@\" --rows action > /dev/full", "bash");
    List<String> plain = List.of("bash", "-c", "exec \"$@\" > /dev/full", "bash");
    try (H2labProcess export = export(format.equals("csv") ? starter : plain, format, "-")) {
      assertComplaint(export.ran(), "cannot write the standard output");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "perfetto", "parquet"})
  void interruptionLeavesNoFile(String format) throws Exception {
    Path watched = format.equals("parquet") ? scratch : output;
    try (WatchService watch = watched.getFileSystem().newWatchService()) {
      watched.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      try (H2labProcess export = export(List.of(), format, output.resolve("run"))) {
        assertNotNull(watch.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "began to write");
        export.terminate();
        Ran ran = export.ran();
        if (ran.exitCode() == 0) { // it was faster
          assertTrue(Files.exists(output.resolve("run")), ran.err());
          return;
        }
        assertEquals(143, ran.exitCode(), ran.err());
      }
    }

    List<String> left = names(output);
    assertTrue(
        left.isEmpty() || format.equals("parquet") && names(output.resolve("run")).isEmpty(),
        left::toString);
    assertEquals(List.of(), names(scratch));
  }
}
