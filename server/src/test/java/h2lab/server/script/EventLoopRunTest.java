package h2lab.server.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.Tls;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The event-loop library under a script: it says what others say, every time alike, and cleans up.
 */
@Timeout(120)
class EventLoopRunTest {
  @ParameterizedTest
  @EnumSource(
      value = Script.class,
      names = {"ONE_REQUEST", "TEN_REQUESTS", "PREFACE_IN_THREE", "PEER_.*", "FLOOD"},
      mode = EnumSource.Mode.MATCH_ANY)
  void thePeerGetsWhatThePollLoopWouldSay(Script script) throws IOException {
    ScriptedRun.Result ours = ScriptedRun.play("async-custom", script, Tls.OFF);
    ScriptedRun.Result library = ScriptedRun.play("async", script, Tls.OFF);
    assertEquals(ours.octetsReceived(), library.octetsReceived());
    assertEquals(ours.served(), library.served());
  }

  @ParameterizedTest
  @MethodSource("h2lab.server.script.ProgressTest#scripts")
  void takesTheSameStepsAgain(Script script, Tls tls) throws IOException {
    ScriptedRun.Result once = ScriptedRun.play("async", script, tls);
    ScriptedRun.Result again = ScriptedRun.play("async", script, tls);
    assertEquals(once.steps(), again.steps());
    assertEquals(once.served(), again.served());
    assertEquals(script.visits(), once.served().clients());
  }

  @ParameterizedTest
  @MethodSource("h2lab.server.script.ProgressTest#scripts")
  void givesAllBuffersBack(Script script, Tls tls) throws IOException {
    long before = activeAllocations();
    ScriptedRun.play("async", script, tls);
    assertEquals(before, activeAllocations());
  }

  private static long activeAllocations() {
    PooledByteBufAllocator.DEFAULT.trimCurrentThreadCache();
    return PooledByteBufAllocator.DEFAULT.metric().directArenas().stream()
        .mapToLong(PoolArenaMetric::numActiveAllocations)
        .sum();
  }
}
