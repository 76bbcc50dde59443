package h2lab.server.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/2 connection from the client's side, without its socket: octets in, octets out, requests
 * counted. The caller owns the buffers and the clock.
 */
final class Conversation implements ResponseFrames.Listener {
  /** Octets of the output that are kept free of requests, for answering the server's frames. */
  static final int REPLY_ROOM = 1024;

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_REPLY_OCTETS = 64;
  private static final String TOO_LONG = "a response longer than its content-length";
  private static final String TOO_SHORT = "a response shorter than its content-length";

  private final LoadPlan plan;
  private final int client;
  private final Pace pace;
  private final Tally tally;
  private final ErrorLines errors;
  private final RequestFrames requests;
  private final OpenStreams streams;
  private final ResponseFrames frames = new ResponseFrames(this);
  private final ResponseFields fields = new ResponseFields();
  private final ConnectionWindow window;
  private final Uploads uploads;

  private ByteBuffer out;
  private long now;
  private long doneRequests;
  private boolean progress;
  private int nextStream = 1;
  private int lastStream;
  private long maxConcurrent = Integer.MAX_VALUE;
  private boolean settled;
  private String goAway;

  /**
   * @param client the client's number as {@code pace} knows it
   */
  Conversation(LoadPlan plan, int client, Pace pace, Tally tally, ErrorLines errors) {
    this.plan = plan;
    this.client = client;
    this.pace = pace;
    this.tally = tally;
    this.errors = errors;
    this.requests = new RequestFrames(plan.target(), plan.content());
    this.streams = new OpenStreams(plan.inFlight());
    this.window = new ConnectionWindow(plan.windows().connection());
    this.uploads = new Uploads(plan.content(), streams, plan.inFlight());
    this.lastStream = (int) Math.min(Integer.MAX_VALUE, 2L * plan.streamsPerConnection() - 1);
  }

  /** Appends preface, SETTINGS and the window of the connection. */
  void open(ByteBuffer into) {
    into.put(PREFACE);
    Frame.putHeader(into, 12, Frame.SETTINGS, 0, 0);
    into.putShort((short) Frame.ENABLE_PUSH).putInt(0);
    into.putShort((short) Frame.INITIAL_WINDOW_SIZE).putInt(plan.windows().stream());
    putWindowUpdate(into, window.firstIncrement());
  }

  private static void putWindowUpdate(ByteBuffer into, int increment) {
    if (increment > 0) {
      Frame.putWindowUpdate(into, 0, increment);
    }
  }

  /**
   * Consumes what the server sent and appends the replies it asks for; stops early if they do not
   * fit.
   *
   * @param nanos the time at which it came
   * @throws ServerFault if the connection cannot go on
   */
  void receive(ByteBuffer in, ByteBuffer replies, long nanos) throws ServerFault {
    out = replies;
    now = nanos;
    frames.parse(in);
    if (ready()) {
      putWindowUpdate(out, window.takeIncrement());
    }
    tally.turnEnds(now);
  }

  /**
   * Appends the requests that may begin now, as many as fit.
   *
   * @return how many
   */
  int request(ByteBuffer into, long nanos) {
    int fitting = Math.max(0, (into.remaining() - REPLY_ROOM) / requests.mostOctets());
    int due = pace.due(client, Math.min(room(), fitting), nanos);
    for (int i = 0; i < due; i++) {
      long intended = pace.take(client, nanos);
      streams.add(nextStream, intended, uploads.streamWindow());
      requests.put(into, nextStream);
      uploads.begin(streams.slot(nextStream));
      tally.started(intended);
      nextStream += 2;
    }
    return due;
  }

  /**
   * Appends content of requests that were begun, as much as fits and the server takes.
   *
   * @return octets of content
   */
  int upload(ByteBuffer into) {
    int octets = uploads.transmit(into, into.remaining() - REPLY_ROOM);
    tally.content(0, octets);
    return octets;
  }

  /** How many more streams may be opened now. */
  private int room() {
    if (!settled || goAway != null) {
      return 0;
    }
    long left = 1 + ((long) lastStream - nextStream >> 1);
    long most = Math.min(plan.inFlight(), maxConcurrent) - streams.count();
    return (int) Math.max(0, Math.min(left, most));
  }

  /** Whether the server's SETTINGS came, before which its limits are not known. */
  boolean settled() {
    return settled;
  }

  /** How many requests wait for their response. */
  int inFlight() {
    return streams.count();
  }

  /** Whether all stream ids are used up, so that only a new connection helps. */
  boolean worn() {
    return nextStream > lastStream || nextStream < 0;
  }

  /** What the server's GOAWAY said, null if none came. */
  String goAway() {
    return goAway;
  }

  /** Measured requests done on this connection. */
  long doneRequests() {
    return doneRequests;
  }

  /** Whether any request got on since the last call. */
  boolean takeProgress() {
    boolean made = progress;
    progress = false;
    return made;
  }

  /** All requests in flight are lost with the connection. */
  void lose(boolean timeout, long nanos) {
    for (int slot = streams.slotAbove(0, 0);
        slot != OpenStreams.NONE;
        slot = streams.slotAbove(0, slot)) {
      tally.lost(streams.intendedNanos(slot), timeout, nanos);
      streams.remove(slot);
    }
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
    if (taken > plan.windows().stream()) {
      throw new ServerFault(Frame.FLOW_CONTROL_ERROR, "more DATA than a stream's window");
    }
    long missing = streams.missing(slot);
    if (missing < 0 && missing != OpenStreams.UNKNOWN) {
      Frame.putReset(out, streamId, Frame.PROTOCOL_ERROR);
      spoil(slot, TOO_LONG);
    } else if (endStream) {
      complete(slot);
    } else if (taken >= Windows.widenAt(plan.windows().stream())) {
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
    if (slot == OpenStreams.NONE && ((streamId & 1) == 0 || streamId >= nextStream)) {
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
