package h2lab.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.PollerKind;
import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.deadline.Deadline;
import h2lab.server.deadline.Deadlines;
import h2lab.server.dispatch.Variant;
import h2lab.server.http2.Limits;
import h2lab.server.http2.Nuisance;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** What the options of {@code serve} that come from tables make of a server. */
class ServeOptionsTest {
  private static final CommandLine LINE =
      new CommandLine(new ServeCommand().get()).setCaseInsensitiveEnumValuesAllowed(true);

  private static ServerOptions options(String arguments) {
    return optionsOf("async-custom " + arguments);
  }

  private static ServerOptions optionsOf(String arguments) {
    LINE.parseArgs(arguments.strip().split(" "));
    return ((ServeCommand) LINE.getCommand()).options();
  }

  @Test
  void withoutOptionsAllIsAsTheTablesHaveIt() {
    assertEquals(Deadlines.STANDARD, options("").deadlines());
    assertEquals(Limits.DEFAULT, options("").limits());
  }

  @Test
  void virtualThreadsHaveCarriersOfOursWhereThereCanBeAnyUnlessTheUserSaysOtherwise() {
    boolean possible = Variant.labelled("virtual-thread --poller epoll").obstacle(Tls.OFF) == null;
    assertEquals(
        possible ? PollerKind.EPOLL : PollerKind.JDK, optionsOf("virtual-thread").poller());
    assertEquals(PollerKind.JDK, optionsOf("virtual-thread --poller jdk").poller());
    assertEquals(3, optionsOf("virtual-thread --loops 3").loops());
  }

  @ParameterizedTest
  @EnumSource
  void everyDeadlineCanBeSetAndSwitchedOff(Deadline deadline) {
    assertEquals(
        Deadlines.STANDARD.with(deadline, Duration.ofMillis(1_500)),
        options(deadline.option() + " 1.5").deadlines());
    assertEquals(
        Deadlines.STANDARD.with(deadline, null), options(deadline.option() + " never").deadlines());
  }

  @ParameterizedTest
  @EnumSource
  void everyNuisanceCanBeTolerated(Nuisance nuisance) {
    assertEquals(Map.of(nuisance, 7), options("--tolerate " + nuisance + "=7").limits().bursts());
    assertTrue(LINE.getUsageMessage().contains(nuisance + " ("), "the help names it");
  }

  @Test
  void limitsAreWhatTheUserSays() {
    Limits limits =
        options(
                "--max-streams 5 --max-header-list 6 --max-field-block 7 --max-body 80000000000"
                    + " --tolerate ping=9 --tolerate settings=0")
            .limits();
    assertEquals(
        new Limits(
            5,
            6,
            7,
            Limits.DEFAULT.fieldBlockFrames(),
            80_000_000_000L,
            Map.of(Nuisance.PING, 9, Nuisance.SETTINGS, 0)),
        limits);
  }
}
