package h2lab.tracing;

/**
 * Counts the frames of one step by direction and type, and emits one {@link FrameEvent} for each
 * that occurred.
 */
final class FrameRuns {
  private static final String[] TYPES = {
    "DATA",
    "HEADERS",
    "PRIORITY",
    "RST_STREAM",
    "SETTINGS",
    "PUSH_PROMISE",
    "PING",
    "GOAWAY",
    "WINDOW_UPDATE",
    "CONTINUATION",
    "unknown"
  };
  private static final int UNKNOWN = TYPES.length - 1;

  private final FrameEvent event = new FrameEvent();
  private final Run[] received = new Run[TYPES.length];
  private final Run[] sent = new Run[TYPES.length];
  private boolean empty = true;

  private static final class Run {
    int count;
    int firstStreamId;
    int lastStreamId;
    long streamIdSum;
    int octets;
  }

  void received(
      int type, int count, int firstStreamId, int lastStreamId, long streamIdSum, int octets) {
    add(run(received, type), count, firstStreamId, lastStreamId, streamIdSum, octets);
  }

  void sent(
      int type, int count, int firstStreamId, int lastStreamId, long streamIdSum, int octets) {
    add(run(sent, type), count, firstStreamId, lastStreamId, streamIdSum, octets);
  }

  private static Run run(Run[] runs, int type) {
    int index = type >= 0 && type < UNKNOWN ? type : UNKNOWN;
    Run run = runs[index];
    if (run == null) {
      run = runs[index] = new Run();
    }
    return run;
  }

  private void add(
      Run run, int count, int firstStreamId, int lastStreamId, long streamIdSum, int octets) {
    if (run.count == 0) {
      run.firstStreamId = firstStreamId;
    }
    run.count += count;
    run.lastStreamId = lastStreamId;
    run.streamIdSum += streamIdSum;
    run.octets += octets;
    empty = false;
  }

  void emit(long clientId, long step) {
    if (empty) {
      return;
    }
    emit(clientId, step, "in", received);
    emit(clientId, step, "out", sent);
    empty = true;
  }

  private void emit(long clientId, long step, String direction, Run[] runs) {
    for (int type = 0; type < runs.length; type++) {
      Run run = runs[type];
      if (run == null || run.count == 0) {
        continue;
      }
      event.clientId = clientId;
      event.step = step;
      event.direction = direction;
      event.type = TYPES[type];
      event.count = run.count;
      event.firstStreamId = run.firstStreamId;
      event.lastStreamId = run.lastStreamId;
      event.streamIdSum = run.streamIdSum;
      event.octets = run.octets;
      event.commit();
      run.count = 0;
      run.streamIdSum = 0;
      run.octets = 0;
    }
  }
}
