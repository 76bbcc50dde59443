package h2lab.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The vocabulary, the help texts, and what a wrong command line gets. */
class CommandLineTest {
  @TempDir Path folder;

  private static Ran run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] strings = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    int exitCode =
        Main.commandLineFor(strings)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(strings);
    return new Ran(exitCode, out.toString(), err.toString());
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    for (var command : Main.commandLine().getSubcommands().values()) {
      String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
      assertTrue(help.contains("Example"), command.getCommandName());
      assertTrue(help.contains("h2lab " + command.getCommandName()), help);
      assertEquals(0, run(command.getCommandName(), "--help").exitCode());
    }
  }

  @Test
  void findsTheCommandsOfBothModules() {
    var names = Main.commandLine().getSubcommands().keySet();
    for (String name :
        List.of("serve", "load", "run", "export", "chart", "check", "recover", "methods")) {
      assertTrue(names.contains(name), name + " in " + names);
    }
  }

  @Test
  void readsTheNamedCommandAloneAndAllForAnythingElse() {
    var all = Main.commandLine().getSubcommands().keySet();
    for (String name : all) {
      assertEquals(Set.of(name), Main.commandLineFor(name, "--help").getSubcommands().keySet());
    }
    for (String other : List.of("--help", "swim", "Serve", "servecommand", "")) {
      assertEquals(all, Main.commandLineFor(other).getSubcommands().keySet(), other);
    }
    assertEquals(all, Main.commandLineFor().getSubcommands().keySet());
  }

  @Test
  void rehearsesForTheLauncherWithoutBeingListed() throws Exception {
    try (H2labProcess rehearsal = H2labProcess.start("rehearse")) {
      assertEquals(0, rehearsal.ran().exitCode()); // its tables would be in recordings made here
    }
    assertFalse(run("--help").out().contains("rehearse"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "serve fork",
        "serve thread --tls ssl3",
        "serve thread --level most",
        "serve thread --port 65536",
        "serve thread --max-clients 0",
        "serve thread --poll-timeout 1",
        "serve async-custom --poll-timeout -1",
        "serve thread --nagle maybe",
        "serve thread --cert a.pem",
        "play no-such-script",
        "load",
        "recover",
        "swim"
      })
  void rejectsWhatItDoesNotUnderstandByOneLineAndCode2(String line) {
    Ran ran = run((Object[]) line.split(" "));
    assertEquals(2, ran.exitCode(), ran.err());
    assertTrue(ran.err().startsWith("h2lab: "), ran.err());
    assertFalse(ran.err().contains("\tat "), "a stack trace");
  }

  @Test
  void saysThatAPortIsTakenByOneLineAndCode3() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Ran ran = run("serve", "thread", "--port", taken.getLocalPort());
      assertEquals(3, ran.exitCode());
      assertTrue(ran.complainedInOneLine(), ran.err());
      assertTrue(ran.err().contains("Address already in use"), ran.err());
    }
  }

  @Test
  void aServerThatCannotBeginLeavesAnEarlierRecording() throws Exception {
    Path earlier = Files.writeString(folder.resolve("run.jfr"), "an earlier recording");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Ran ran = run("serve", "thread", "--port", taken.getLocalPort(), "--record", earlier);
      assertEquals(3, ran.exitCode());
      assertTrue(ran.complainedInOneLine(), ran.err());
    }
    assertEquals("an earlier recording", Files.readString(earlier));
    assertFalse(Files.exists(folder.resolve("run.jfr.repository")));
  }

  @Test
  void saysWhatIsWrongWithACertificateByOneLineAndCode3() throws Exception {
    Path none = folder.resolve("none.pem");
    Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");
    for (Path certificate : List.of(none, garbage)) {
      Ran ran = run("serve", "thread", "--tls", "jdk", "--cert", certificate, "--key", none);
      assertEquals(3, ran.exitCode(), ran.err());
      assertTrue(ran.complainedInOneLine(), ran.err());
      assertTrue(ran.err().contains(certificate.toString()), ran.err());
    }
  }

  @Test
  void saysThatARecordingCannotBeWrittenBeforeItServes() {
    Path nowhere = folder.resolve("no").resolve("such").resolve("folder.jfr");
    Ran ran = run("serve", "thread", "--record", nowhere);
    assertEquals(3, ran.exitCode());
    assertTrue(ran.complainedInOneLine(), ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void listsTheMethods() {
    Ran ran = run("methods");
    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().contains("async-custom"), ran.out());
  }
}
