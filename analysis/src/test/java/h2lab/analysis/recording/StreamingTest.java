package h2lab.analysis.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamingTest {
  private static final int STEPS = 300_000;

  @TempDir Path folder;

  /** Rows are weakly held here; if any outlives the collection, something else holds it too. */
  @Test
  void keepsNoRowItHasHandedOver() throws Exception {
    Recording recording =
        Recording.open(RecordedLoop.record(folder.resolve("long.jfr"), this::run));
    List<WeakReference<ClientRow>> rows = new ArrayList<>();
    int[] seen = {0};
    recording.forEach(
        row -> {
          if (seen[0]++ % 100 == 0) {
            rows.add(new WeakReference<>(row));
          }
        });
    System.gc();

    assertTrue(seen[0] >= STEPS, "rows seen: " + seen[0]);
    assertEquals(STEPS, recording.actions());
    assertEquals(new LostEvents(0, 0, 0), recording.lost());
    assertEquals(0, rows.stream().filter(row -> row.get() != null).count());
  }

  private void run() {
    ClientTrace trace = RecordedLoop.accept();
    int facts = RecordedLoop.facts("146");
    for (int step = 0; step < STEPS; step++) {
      trace.selected(facts, 4);
    }
    trace.state(ClientLife.CLOSED, "");
  }
}
