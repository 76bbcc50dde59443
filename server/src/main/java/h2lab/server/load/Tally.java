package h2lab.server.load;

import java.util.Arrays;

/**
 * What became of the requests of one loop's measured phase. Failed ones include errored ones (no
 * whole response), and those include the ones that timed out, as with h2load.
 *
 * <p>The warm-up counts too, and is forgotten when the measured phase begins. If nothing counted
 * before, the compiled code of the load, in which nothing counts, would be thrown away at that
 * moment, and compiled anew while it is measured.
 */
final class Tally {
  private final boolean openLoop;
  private final long[] statusClasses = new long[10];
  private final RequestTimes times = new RequestTimes();
  private final Slices slices;
  private boolean stopped;
  private long countedFrom;
  private long lastDone;
  private long started;
  private long done;
  private long succeeded;
  private long failed;
  private long errored;
  private long timedOut;
  private long neverStarted;
  private long neverStartedInTime;
  private long octetsIn;
  private long octetsOut;
  private long contentIn;
  private long contentOut;
  private long doneInTurn;
  private volatile long published;

  /**
   * @param openLoop requests count if they were meant to begin in the measured phase; else those do
   *     that are sent, or answered, in it
   */
  Tally(boolean openLoop, long sliceNanos) {
    this.openLoop = openLoop;
    this.slices = new Slices(sliceNanos);
  }

  /** Counts what happens from {@code nanos} on, and forgets what was counted before. */
  void countFrom(long nanos) {
    countedFrom = nanos;
    lastDone = nanos;
    Arrays.fill(statusClasses, 0);
    times.clear();
    slices.clear();
    started = done = succeeded = failed = errored = timedOut = 0;
    octetsIn = octetsOut = contentIn = contentOut = 0;
    published = 0;
  }

  /** Nothing counts any more. */
  void stop() {
    stopped = true;
  }

  private boolean counts(long intendedNanos) {
    return !stopped && !(openLoop && intendedNanos - countedFrom < 0);
  }

  /** A request was sent. */
  void started(long intendedNanos) {
    if (counts(intendedNanos)) {
      started++;
    }
  }

  /**
   * A response ended.
   *
   * @return whether it counts
   */
  boolean answered(int status, long intendedNanos, long now) {
    if (!counts(intendedNanos)) {
      return false;
    }
    int statusClass = status / 100;
    statusClasses[statusClass]++;
    if (statusClass == 2) {
      succeeded++;
    } else {
      failed++;
    }
    times.add(now - intendedNanos);
    done(now);
    return true;
  }

  /** The server gave up a request, or its response was not what it said. */
  void reset(long intendedNanos, long now) {
    if (counts(intendedNanos)) {
      failed++;
      errored++;
      done(now);
    }
  }

  private void done(long now) {
    done++;
    doneInTurn++;
    lastDone = now;
  }

  /** A request in flight got lost, with its connection or by patience running out. */
  void lost(long intendedNanos, boolean timeout, long now) {
    if (!counts(intendedNanos)) {
      return;
    }
    failed++;
    errored++;
    if (timeout) {
      timedOut++;
    }
    if (openLoop) {
      // It took at least this long: without it an overloaded server would look fast.
      times.add(now - intendedNanos);
    }
  }

  /** Requests of the measured phase that will not be sent, because their client is gone. */
  void neverStarted(long requests, boolean timeout) {
    neverStarted += requests;
    if (timeout) {
      neverStartedInTime += requests;
    }
  }

  /** Octets of HTTP/2 moved, before encryption. */
  void moved(long in, long out) {
    if (!stopped) {
      octetsIn += in;
      octetsOut += out;
    }
  }

  /** Octets of content moved, of whole responses and others. */
  void content(int in, int out) {
    if (!stopped) {
      contentIn += in;
      contentOut += out;
    }
  }

  /** A batch of answers has been counted, all with time {@code now}. */
  void turnEnds(long now) {
    if (doneInTurn > 0) {
      slices.add(now - countedFrom, doneInTurn);
      doneInTurn = 0;
      published = done;
    }
  }

  /** Requests done so far; the one figure that other threads may ask for during the run. */
  long published() {
    return published;
  }

  long lastDone() {
    return lastDone;
  }

  RequestTimes times() {
    return times;
  }

  Slices slices() {
    return slices;
  }

  /** The counts so far; {@code total} is what has been started or never will be. */
  RequestCounts counts() {
    return new RequestCounts(
        started + neverStarted,
        started,
        done,
        succeeded,
        failed + neverStarted,
        errored + neverStarted,
        timedOut + neverStartedInTime);
  }

  TrafficCounts traffic() {
    return new TrafficCounts(
        octetsIn,
        octetsOut,
        contentIn,
        contentOut,
        statusClasses[2],
        statusClasses[3],
        statusClasses[4],
        statusClasses[5]);
  }
}
