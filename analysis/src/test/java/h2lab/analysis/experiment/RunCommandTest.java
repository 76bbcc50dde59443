package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the options mean, as far as it shows without running a trial. */
class RunCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void describesTheDesignInFull() {
    assertEquals(0, run("single-client", "--describe", "--seed", "5", "-p", "pipeline=1,10"));
    assertTrue(out.toString().contains("pipeline  1 10\n"), out::toString);
    assertTrue(out.toString().contains("12 combinations x 3 repetitions"), out::toString);
    assertTrue(out.toString().contains("36 trials, in random order by seed 5"), out::toString);
  }

  @Test
  void serversAreKeptOrNotAsTheExperimentSaysAndTheUserWants() {
    String kept = "one process of each server for all its trials";
    String[] experiments = {"headline", "no-tls"};
    for (int i = 0; i < experiments.length; i++) {
      for (String option : new String[] {"--pin=auto", "--keep-servers", "--no-keep-servers"}) {
        assertEquals(0, run(experiments[i], "--describe", "-p", "level=off", option));
        boolean expected = option.startsWith("--pin") ? i == 0 : option.equals("--keep-servers");
        assertEquals(expected, out.toString().contains(kept), experiments[i] + " " + option);
      }
    }
  }

  @Test
  void quickPassIsUnderThreeMinutesByItsOwnEstimate() {
    assertEquals(0, run("--describe"));
    assertTrue(out.toString().contains("24 trials (9 more are shared"), out::toString);
    Design design = Design.of(ExperimentCatalog.shipped().quickPass(), 1);
    assertTrue(design.estimatedSeconds() < 180, () -> "" + design.estimatedSeconds());
  }

  @Test
  void listsExperimentsAndFactors() {
    assertEquals(0, run("--list"));
    for (String name : new String[] {"single-client", "nagle", "flow", "pipeline", "method"}) {
      assertTrue(out.toString().contains("  " + name + " "), out::toString);
    }
  }

  @Test
  void wrongUsageIsTwoAndNamesWhatIsRight() {
    assertWrong("known: single-client, five-clients", "nine-clients");
    assertWrong("known: method, tls", "single-client", "-p", "speed=1");
    assertWrong("one of none, thread", "single-client", "-p", "method=thread,fork");
    assertWrong("--resume goes on", "single-client", "--resume", "x");
    assertWrong("repetitions cannot be 0", "single-client", "--repetitions", "0");
    assertWrong("add -p level=off", "five-clients", "--keep-servers");
    assertWrong("--most-stolen is a percentage", "single-client", "--most-stolen", "101");
    assertWrong("--cores is any, steady, near or far", "single-client", "--cores", "twins");
    assertWrong("--pin is auto or off", "single-client", "--pin", "both");
  }

  @Test
  void resumingWhatIsNoResultsIsThree() {
    assertEquals(3, run("--resume", folder.toString()));
    assertTrue(err.toString().startsWith("h2lab: "), err::toString);
    assertTrue(err.toString().contains("holds no results"), err::toString);
  }

  @Test
  void planIsWrittenWhereResultsShallGo() throws Exception {
    String planned = folder.resolve("planned").toString();
    String[] plan = {"no-tls", "--describe", "--repetitions", "7", "--out", planned};
    assertEquals(0, run(plan), err::toString);
    Results results = Results.read(Path.of(planned));
    assertEquals(7, results.plan().experiments().getFirst().repetitions());
    assertTrue(results.rows().isEmpty());
    assertWrong("--resume goes on with them", plan);
  }

  @Test
  void experimentOfOnesOwnIsReadFromItsFile() throws Exception {
    Path file = folder.resolve("mine.json");
    Files.writeString(
        file,
        """
        {"name":"mine","title":"Mine","description":"of my own",
         "factors":[{"name":"clients","levels":["1","2"]}],"fixed":{"tls":"off"},
         "repetitions":1,"warm_up_seconds":1,"measured_seconds":1,"charts":[]}
        """);
    assertEquals(0, run(file.toString(), "--describe"), err::toString);
    assertTrue(out.toString().contains("mine: Mine"), out::toString);
    Files.writeString(file, Files.readString(file).replace("charts", "pictures"));
    assertWrong("mine.json: an experiment has name", file.toString(), "--describe");
    Files.writeString(file, Files.readString(file).replace("\"pictures\"", "\"charts\":[],\"x\""));
    assertEquals(3, run(file.toString(), "--describe"));
    assertTrue(err.toString().contains("\"x\""), err::toString);
  }

  @Test
  void payloadsAreGivenInTheirOwnOption() {
    assertEquals(0, run("payload", "--describe", "--payload", "12,2048"), err::toString);
    assertTrue(out.toString().contains("payload   12 2048\n"), out::toString);
    assertEquals(0, run("no-tls", "--describe", "--payload", "2048"), err::toString);
    assertTrue(out.toString().contains("payload   2048 (fixed)\n"), out::toString);
    assertWrong("from 1 to 1073741824", "payload", "--payload", "1,many");
  }

  @Test
  void payloadsOfServersThatHaveNoneAreRefusedByName() {
    String[] wanted = {"no-tls", "--describe", "-p", "method=thread,nginx", "--payload", "12,99"};
    assertWrong("nginx has no /octets/N", wanted);
    assertEquals(0, run("no-tls", "--describe", "-p", "method=nginx", "--payload", "12"));
    String[] own = {"no-tls", "--describe", "--payload", "99", "--target", "x=http://127.0.0.1:1/"};
    assertEquals(0, run(own), err::toString);
  }

  @Test
  void nothingLeftToTryIsRefused() {
    assertWrong("payload has nothing to try", "payload", "-p", "method=async", "-p", "tls=openssl");
  }

  private void assertWrong(String message, String... arguments) {
    assertEquals(2, run(arguments));
    assertTrue(err.toString().contains(message), err::toString);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new CommandLine(new RunCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
