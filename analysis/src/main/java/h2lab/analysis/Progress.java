package h2lab.analysis;

import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A progress bar on the error output, for what turns out to take longer than two seconds. */
public final class Progress implements AutoCloseable {
  /** For a total that only the end will tell. */
  public static final long UNKNOWN = -1;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int UNITS_PER_LOOK = 1 << 14;
  private static final int UPDATE_MILLIS = 200;

  private final String task;
  private final long total;
  private final long start = System.nanoTime();
  private long done;
  private ProgressBar bar;

  /**
   * @param task what is being done, for the line
   * @param total units of work there are, or {@link #UNKNOWN}
   */
  public Progress(String task, long total) {
    this.task = task;
    this.total = total;
  }

  /** One more unit is done. Cheap: the clock is asked once in thousands of calls. */
  public void step() {
    if (++done % UNITS_PER_LOOK == 0) {
      look();
    }
  }

  private void look() {
    if (bar == null && System.nanoTime() - start > PATIENCE_NANOS) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .setUpdateIntervalMillis(UPDATE_MILLIS)
              .build();
    }
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.stepTo(Math.max(done, total));
      bar.close();
    }
  }
}
