package h2lab.server.load;

import java.nio.ByteBuffer;

/** What the frames of a server do to the requests of one connection that wait for them. */
final class ResponseReception implements ResponseFrames.Listener {
  private static final int MOST_REPLY_OCTETS = 64;
  private static final String TOO_LONG = "a response longer than its content-length";
  private static final String TOO_SHORT = "a response shorter than its content-length";

  private final Windows windows;
  private final Tally tally;
  private final ErrorLines errors;
  private final RequestFrames requests;
  private final OpenStreams streams;
  private final ConnectionWindow window;
  private final Uploads uploads;
  private final ResponseFields fields = new ResponseFields();

  private ByteBuffer out;
  private long now;
  private long doneRequests;
  private boolean progress;
  private long maxConcurrent = Integer.MAX_VALUE;
  private boolean settled;
  private String goAway;

  ResponseReception(
      Windows windows,
      Tally tally,
      ErrorLines errors,
      RequestFrames requests,
      OpenStreams streams,
      ConnectionWindow window,
      Uploads uploads) {
    this.windows = windows;
    this.tally = tally;
    this.errors = errors;
    this.requests = requests;
    this.streams = streams;
    this.window = window;
    this.uploads = uploads;
  }

  /** Frames follow that came at {@code nanos}; replies to them go to {@code replies}. */
  void begin(ByteBuffer replies, long nanos) {
    out = replies;
    now = nanos;
  }

  /** Whether the server's SETTINGS came. */
  boolean settled() {
    return settled;
  }

  /** How many streams the server takes at a time. */
  long maxConcurrent() {
    return maxConcurrent;
  }

  /** What its GOAWAY said, null if none came. */
  String goAway() {
    return goAway;
  }

  /** Measured requests done. */
  long doneRequests() {
    return doneRequests;
  }

  /** Whether any request got on since the last call. */
  boolean takeProgress() {
    boolean made = progress;
    progress = false;
    return made;
  }

  @Override
  public boolean ready() {
    return out.remaining() >= MOST_REPLY_OCTETS;
  }

  @Override
  public void headers(int streamId, byte[] block, int length, boolean endStream)
      throws ServerFault {
    fields.read(block, length);
    int slot = slot(streamId);
    if (slot == OpenStreams.NONE) {
      return;
    }
    progress = true;
    boolean isFinal = fields.status() >= 200;
    if (isFinal && streams.status(slot) == 0) {
      streams.answer(slot, fields.status(), fields.contentLength());
    }
    if (endStream) {
      complete(slot);
    }
  }

  @Override
  public void data(int streamId, int flowOctets, int contentOctets, boolean endStream)
      throws ServerFault {
    window.receive(flowOctets);
    tally.content(contentOctets, 0);
    int slot = slot(streamId);
    if (slot == OpenStreams.NONE) {
      return;
    }
    progress = true;
    int taken = streams.receive(slot, flowOctets, contentOctets);
    if (taken > windows.stream()) {
      throw new ServerFault(Frame.FLOW_CONTROL_ERROR, "more DATA than a stream's window");
    }
    long missing = streams.missing(slot);
    if (missing < 0 && missing != OpenStreams.UNKNOWN) {
      Frame.putReset(out, streamId, Frame.PROTOCOL_ERROR);
      spoil(slot, TOO_LONG);
    } else if (endStream) {
      complete(slot);
    } else if (taken >= Windows.widenAt(windows.stream())) {
      Frame.putWindowUpdate(out, streamId, taken);
      streams.widened(slot);
    }
  }

  private void complete(int slot) throws ServerFault {
    int status = streams.status(slot);
    if (status == 0) {
      throw new ServerFault(Frame.PROTOCOL_ERROR, "a response without a status");
    }
    if (!uploads.complete(slot)) {
      // The server has answered without the rest of the content: it need not come.
      Frame.putReset(out, streams.id(slot), Frame.CANCEL);
    }
    if (streams.missing(slot) > 0) {
      spoil(slot, TOO_SHORT);
      return;
    }
    if (tally.answered(status, streams.intendedNanos(slot), now)) {
      doneRequests++;
    }
    streams.remove(slot);
  }

  /** Ends a stream whose response is not what it said (section 8.1.1). */
  private void spoil(int slot, String how) {
    errors.add(how);
    tally.reset(streams.intendedNanos(slot), now);
    streams.remove(slot);
  }

  @Override
  public void widen(int streamId, int increment) throws ServerFault {
    if (streamId == 0) {
      uploads.widen(increment);
      return;
    }
    int slot = slot(streamId);
    if (slot != OpenStreams.NONE) {
      uploads.widen(slot, increment);
    }
  }

  @Override
  public void reset(int streamId, int code) throws ServerFault {
    int slot = slot(streamId);
    if (slot == OpenStreams.NONE) {
      return;
    }
    progress = true;
    errors.add("stream reset by the server (" + Frame.error(code) + ")");
    tally.reset(streams.intendedNanos(slot), now);
    streams.remove(slot);
  }

  /** The slot of a stream, {@link OpenStreams#NONE} if it was open once. */
  private int slot(int streamId) throws ServerFault {
    int slot = streams.slot(streamId);
    if (slot == OpenStreams.NONE && ((streamId & 1) == 0 || streamId > streams.lastAdded())) {
      throw new ServerFault(Frame.PROTOCOL_ERROR, "a frame on stream " + streamId + ", not opened");
    }
    return slot;
  }

  @Override
  public void setting(int id, long value) throws ServerFault {
    switch (id) {
      case Frame.MAX_CONCURRENT_STREAMS -> maxConcurrent = value;
      case Frame.HEADER_TABLE_SIZE -> requests.tableSize(value);
      case Frame.INITIAL_WINDOW_SIZE -> uploads.initialWindow(value);
      case Frame.MAX_FRAME_SIZE -> uploads.frameSize(value);
      default -> {
        // the others say nothing to a client that neither sends long fields nor takes pushes
      }
    }
  }

  @Override
  public void settingsEnd() {
    settled = true;
    Frame.putSettingsAck(out);
  }

  @Override
  public void ping(long payload) {
    Frame.putPingAck(out, payload);
  }

  /** Requests above {@code lastStreamId} were not and will not be processed (section 6.8). */
  @Override
  public void goAway(int lastStreamId, int code) {
    goAway = "GOAWAY from the server (" + Frame.error(code) + ")";
    for (int slot = streams.slotAbove(lastStreamId, 0);
        slot != OpenStreams.NONE;
        slot = streams.slotAbove(lastStreamId, slot)) {
      tally.reset(streams.intendedNanos(slot), now);
      streams.remove(slot);
    }
  }
}
