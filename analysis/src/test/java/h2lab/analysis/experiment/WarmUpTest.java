package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final ProcessorTime SPENT = time(200, 0);

  private final WarmUp warmUp = new WarmUp();
  private ProcessorTime server = time(1000, 500);
  private ProcessorTime load = time(2000, 700);

  @Test
  void isOverWhenBothWereCalmForLongEnough() {
    assertFalse(isOverAfter(WarmUp.LOOKS, SPENT, SPENT));
    assertTrue(isOverAfter(1, SPENT, SPENT));
  }

  @Test
  void goesOnWhileEitherCompiles() {
    assertFalse(isOverAfter(20, SPENT, time(200, 50)));
    assertFalse(isOverAfter(20, time(200, 50), SPENT));
    assertFalse(isOverAfter(WarmUp.LOOKS - 1, SPENT, SPENT));
    assertTrue(isOverAfter(1, SPENT, SPENT));
  }

  @Test
  void toleratesALittleCompilationAndProcessesThatHaveNothingToDo() {
    assertTrue(isOverAfter(WarmUp.LOOKS + 1, time(200, 10), time(0, 0)));
  }

  @Test
  void whatIsNotKnownIsNeverWarm() {
    assertFalse(isOverAfter(20, SPENT, new ProcessorTime(Duration.ofMillis(1), null)));
  }

  @Test
  void compilersOfThisProcessAreSeenAndOthersHaveNone() throws Exception {
    ProcessorTime own =
        ProcessorTime.soFar(Duration.ofDays(1), List.of(ProcessHandle.current().pid()));
    assertTrue(own.compilers().isPositive());
    try (ChildProcess sleeping = ChildProcess.start(List.of("sleep", "60"), line -> {})) {
      ProcessorTime other = ProcessorTime.soFar(sleeping.cpuTime(), List.of(sleeping.pid()));
      assertEquals(0, other.compilerShare());
    }
    assertNull(ProcessorTime.soFar(Duration.ZERO, List.of()).compilerShare());
    assertNull(ProcessorTime.soFar(Duration.ZERO, List.of(Long.MAX_VALUE)).compilerShare());
  }

  @Test
  void shareOfHardlyAnyTimeIsNoShare() {
    assertEquals(0.25, time(200, 50).compilerShare());
    assertEquals(0.05, time(10, 5).compilerShare());
    assertEquals(1, time(200, 210).compilerShare(), "not read at the same moment");
  }

  @Test
  void timeThatAnEndedThreadTookWithItIsNotKnown() {
    assertEquals(time(10, 1), time(110, 6).since(time(100, 5)));
    assertNull(time(110, 4).since(time(100, 5)).compilers());
    assertNull(time(90, 6).since(time(100, 5)).compilerShare());
    assertNull(time(90, 6).since(new ProcessorTime(null, null)).all());
  }

  private boolean isOverAfter(int looks, ProcessorTime byServer, ProcessorTime byLoad) {
    boolean over = false;
    for (int look = 0; look < looks; look++) {
      over = warmUp.isOver(List.of(server, load));
      server = plus(server, byServer);
      load = plus(load, byLoad);
    }
    return over;
  }

  private static ProcessorTime plus(ProcessorTime soFar, ProcessorTime more) {
    return new ProcessorTime(
        soFar.all().plus(more.all()),
        soFar.compilers() == null || more.compilers() == null
            ? null
            : soFar.compilers().plus(more.compilers()));
  }

  private static ProcessorTime time(long allMillis, long compilerMillis) {
    return new ProcessorTime(Duration.ofMillis(allMillis), Duration.ofMillis(compilerMillis));
  }
}
