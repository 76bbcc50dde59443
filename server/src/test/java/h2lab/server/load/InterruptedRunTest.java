package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptedRunTest {
  @Test
  void tellsWhatItMeasuredUntilThen() throws Exception {
    try (var server = AnsweringServer.cleartext((c, s, n) -> AnsweringServer.hello(c, s, "200"))) {
      LoadPlan plan = Plans.requests(server.url(), 2, 5, Integer.MAX_VALUE);
      LoadRun run = new LoadRun(plan, line -> {});
      LoadResult result = run.run(done -> interruptIf(done > 0, run));
      assertTrue(result.interrupted());
      assertTrue(result.requests().succeeded() > 0);
      assertEquals(0, result.requests().failed());
      assertEquals(List.of(), result.errors());
    }
  }

  private static void interruptIf(boolean time, LoadRun run) {
    if (time) {
      run.interrupt();
    }
  }
}
