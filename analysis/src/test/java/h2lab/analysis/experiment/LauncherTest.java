package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The command lines that levels become, and the cores processes are bound to. */
class LauncherTest {
  private static final Launcher PLAIN = new Launcher(List.of("h2lab"), List.of("h2lab"), null);
  private static final URI URL = URI.create("https://127.0.0.1:1/");
  private static final Path FILE = Path.of("x");

  @Test
  void serverIsToldItsLevels() {
    Trial trial = trial(Map.of("method", "thread", "nagle", "on"), new Phases(1, 1, 2, 0));
    assertEquals(
        "h2lab serve thread --tls jdk --nagle on --port 0 --record x --level actions --trial"
            + " method=thread tls=jdk clients=1 pipeline=1 payload=12 nagle=on level=actions"
            + " load=embedded",
        String.join(" ", PLAIN.serve(trial, FILE)));
  }

  @Test
  void whatTheUserChoseForTheJvmIsPassedOnButNotWhatIsForOneProcess() {
    for (String option : List.of("-XX:+UseSerialGC", "-Xmx1g", "-XX:TieredStopAtLevel=1")) {
      assertTrue(Launcher.isPassedOn(option), option);
    }
    for (String option :
        List.of("-agentlib:jdwp", "-XX:AOTCacheOutput=a", "-XX:StartFlightRecording")) {
      assertFalse(Launcher.isPassedOn(option), option);
    }
  }

  @Test
  void embeddedLoadIsToldByTimeOrByNumber() throws Exception {
    LoadRun load = PLAIN.loadRun("embedded");
    Map<String, String> levels = Map.of("clients", "5", "pipeline", "100");
    assertEquals(
        "h2lab load https://127.0.0.1:1/ -c 5 -m 100 -D 2.5 --warm-up-time 1.0 --json x",
        String.join(" ", load.command(URL, trial(levels, new Phases(1, 1, 2.5, 0)), FILE)));
    assertEquals(
        "h2lab load https://127.0.0.1:1/ -c 5 -m 100 -D 2.5 --warm-up-time 1.0"
            + " --longest-warm-up 9.0 --json x",
        String.join(" ", load.command(URL, trial(levels, new Phases(1, 9, 2.5, 0)), FILE)));
    assertEquals(
        "h2lab load https://127.0.0.1:1/ -c 5 -m 100 -n 7 --json x",
        String.join(" ", load.command(URL, trial(levels, new Phases(0, 0, 0, 7)), FILE)));
  }

  @Test
  void payloadsAreAskedForByTheirSize() throws Exception {
    Phases phases = new Phases(0, 0, 0, 1);
    LoadRun[] loads = {
      PLAIN.loadRun("embedded"), new H2load(List.of("h2load"), "1"), new CurlLoad("8")
    };
    for (LoadRun load : loads) {
      List<String> small = load.command(URL, trial(Map.of("payload", "12"), phases), FILE);
      assertTrue(small.contains("https://127.0.0.1:1/"), small::toString);
      List<String> large = load.command(URL, trial(Map.of("payload", "65536"), phases), FILE);
      assertTrue(large.contains("https://127.0.0.1:1/octets/65536"), large::toString);
    }
  }

  @Test
  void h2loadIsToldWholeMilliseconds() {
    LoadRun load = new H2load(List.of("h2load"), "1");
    Map<String, String> levels = Map.of("clients", "5", "pipeline", "100");
    assertEquals(
        "h2load -t 1 -c 5 -m 100 -D 800ms --warm-up-time=1500ms https://127.0.0.1:1/",
        String.join(" ", load.command(URL, trial(levels, new Phases(0.5, 1.5, 0.8, 0)), FILE)));
  }

  @Test
  void curlAsksOncePerRequestAndCountsAnswers() throws Exception {
    LoadRun load = new CurlLoad("8");
    List<String> command = load.command(URL, trial(Map.of(), new Phases(0, 0, 0, 2)), FILE);
    assertEquals(2, command.stream().filter(URL.toString()::equals).count());
    LoadResult result =
        load.result(List.of("Hello World", "status 200 time 0.010", "status 503 time 0.030"), FILE);
    assertEquals(new LoadResult.Requests(2, 2, 2, 1, 1, 0, 0), result.requests());
    assertEquals(20_000, result.requestTimeUs().mean(), 1e-6);
  }

  @Test
  void serverIsBoundToItsCoresWithAllThreads() throws Exception {
    TrialResult.Pins pins = Cores.divide();
    assumeTrue(pins != null, "one core, or no taskset");
    Launcher launcher = new Launcher(Fakes.launcher("silent", "").server(), List.of(), pins);
    CompletableFuture<String> never = new CompletableFuture<>();
    try (ChildProcess child = ChildProcess.start(launcher.server(), never::complete)) {
      assertTrue(launcher.bindServer(List.of(child.pid())));
      List<String> status = Files.readAllLines(Path.of("/proc/" + child.pid() + "/status"));
      String allowed =
          status.stream().filter(line -> line.startsWith("Cpus_allowed_list:")).findFirst().get();
      List<Integer> bound = Cores.parse(allowed.substring(allowed.indexOf(':') + 1).strip());
      assertEquals(Cores.parse(pins.server()), bound);
    }
    assertFalse(launcher.bindServer(List.of((long) Integer.MAX_VALUE)), "no such process");
  }

  private static Trial trial(Map<String, String> levels, Phases phases) {
    return new Trial(1, new Levels(levels), 1, phases, List.of("test"));
  }
}
