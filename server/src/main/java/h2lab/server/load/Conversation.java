package h2lab.server.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/2 connection from the client's side, without its socket: octets in, octets out, requests
 * counted. The caller owns the buffers and the clock.
 */
final class Conversation {
  /** Octets of the output that are kept free of requests, for answering the server's frames. */
  static final int REPLY_ROOM = 1024;

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final LoadPlan plan;
  private final int client;
  private final Pace pace;
  private final Tally tally;
  private final RequestFrames requests;
  private final OpenStreams streams;
  private final ConnectionWindow window;
  private final Uploads uploads;
  private final ResponseReception responses;
  private final ResponseFrames frames;
  private final int lastStream;
  private int nextStream = 1;

  /**
   * @param client the client's number as {@code pace} knows it
   */
  Conversation(LoadPlan plan, int client, Pace pace, Tally tally, ErrorLines errors) {
    this.plan = plan;
    this.client = client;
    this.pace = pace;
    this.tally = tally;
    this.requests = new RequestFrames(plan.target(), plan.content());
    this.streams = new OpenStreams(plan.inFlight());
    this.window = new ConnectionWindow(plan.windows().connection());
    this.uploads = new Uploads(plan.content(), streams, plan.inFlight());
    this.responses =
        new ResponseReception(plan.windows(), tally, errors, requests, streams, window, uploads);
    this.frames = new ResponseFrames(responses);
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
    responses.begin(replies, nanos);
    frames.parse(in);
    if (responses.ready()) {
      putWindowUpdate(replies, window.takeIncrement());
    }
    tally.turnEnds(nanos);
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
    if (!settled() || goAway() != null) {
      return 0;
    }
    long left = 1 + ((long) lastStream - nextStream >> 1);
    long most = Math.min(plan.inFlight(), responses.maxConcurrent()) - streams.count();
    return (int) Math.max(0, Math.min(left, most));
  }

  /** Whether the server's SETTINGS came, before which its limits are not known. */
  boolean settled() {
    return responses.settled();
  }

  /** Whether the replies have room for an answer to one more frame of the server. */
  boolean ready() {
    return responses.ready();
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
    return responses.goAway();
  }

  /** Requests done on this connection. */
  long doneRequests() {
    return responses.doneRequests();
  }

  /** Whether any request got on since the last call. */
  boolean takeProgress() {
    return responses.takeProgress();
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
}
