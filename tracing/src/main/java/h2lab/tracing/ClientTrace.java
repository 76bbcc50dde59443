package h2lab.tracing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.FlightRecorder;

/**
 * What a dispatch method tells about one client, turned into events if somebody records them.
 *
 * <p>Cheap when nobody does: each call is then one check. Event objects belong to the client and
 * are reused, so nothing is allocated per event. Not thread-safe: used by the one thread that
 * serves the client at the time. Every opened trace must be closed with {@link ClientLife#CLOSED}.
 */
public final class ClientTrace {
  private static final AtomicLong LAST_CLIENT_ID = new AtomicLong();
  private static final Set<ClientTrace> LIVE = ConcurrentHashMap.newKeySet();

  static {
    FirstRecording.prepare(ClientTrace::register);
  }

  private final ActionEvent action = new ActionEvent();
  private final BytesReadEvent bytesRead = new BytesReadEvent();
  private final BytesWrittenEvent bytesWritten = new BytesWrittenEvent();
  private final FrameEvent frames = new FrameEvent();
  private final FrameRuns frameRuns = new FrameRuns();

  private final long clientId = LAST_CLIENT_ID.incrementAndGet();
  private final ActionVocabulary vocabulary;
  private final QueueLevels levels;
  private final int remotePort;
  private long step;

  private ClientTrace(ActionVocabulary vocabulary, QueueLevels levels, int remotePort) {
    this.vocabulary = vocabulary;
    this.levels = levels;
    this.remotePort = remotePort;
    action.clientId = bytesRead.clientId = bytesWritten.clientId = clientId;
  }

  /**
   * Begins the trace of a client just accepted.
   *
   * @param levels asked for buffer levels while recording, each second from another thread
   * @param remotePort the peer's TCP port; 0 if it has none
   */
  public static ClientTrace accepted(
      ActionVocabulary vocabulary, QueueLevels levels, int remotePort) {
    ClientTrace trace = new ClientTrace(vocabulary, levels, remotePort);
    LIVE.add(trace);
    trace.state(ClientLife.ACCEPTED, "");
    return trace;
  }

  /** Records a client that was turned away, and why; it has no trace. */
  public static void refused(int remotePort, String reason) {
    emit(LAST_CLIENT_ID.incrementAndGet(), 0, ClientLife.REFUSED, reason, remotePort, 0);
  }

  /** The number of this client, from 1, unique in the process. */
  public long clientId() {
    return clientId;
  }

  /** The number of the step under way; 0 before the first. */
  public long step() {
    return step;
  }

  /**
   * Begins a step: the action was selected and has not run yet.
   *
   * @param facts those that hold, as the vocabulary's bits
   * @param row the action's order in the vocabulary's table
   */
  public void selected(int facts, int row) {
    frameRuns.emit(clientId, step);
    step++;
    if (action.isEnabled()) {
      action.step = step;
      action.facts = vocabulary.marks(facts);
      action.action = vocabulary.action(row);
      action.tlsPending = levels.tlsPending();
      action.toEncrypt = levels.toEncrypt();
      action.toWrite = levels.toWrite();
      action.writeChunks = levels.writeChunks();
      action.commit();
    }
  }

  /** Octets moved inwards past a point, in the step under way; nothing is recorded for 0. */
  public void read(FlowPoint point, int octets) {
    if (octets > 0 && bytesRead.isEnabled()) {
      bytesRead.step = step;
      bytesRead.point = point.label;
      bytesRead.octets = octets;
      bytesRead.commit();
    }
  }

  /** Octets moved outwards past a point, in the step under way; nothing is recorded for 0. */
  public void written(FlowPoint point, int octets) {
    if (octets > 0 && bytesWritten.isEnabled()) {
      bytesWritten.step = step;
      bytesWritten.point = point.label;
      bytesWritten.octets = octets;
      bytesWritten.commit();
    }
  }

  /** Whether frames are recorded now; ask before reporting each. */
  public boolean recordsFrames() {
    return frames.isEnabled();
  }

  /**
   * Counts a frame from the client into the step under way.
   *
   * @param type the code of RFC 9113 section 6
   * @param octets the frame header included
   */
  public void frameReceived(int type, int streamId, int octets) {
    framesReceived(type, 1, streamId, streamId, streamId, octets);
  }

  /**
   * Counts frames of one type from the client into the step under way.
   *
   * @param streamIdSum the ids of their streams, added up
   * @param octets of all, their frame headers included
   */
  public void framesReceived(
      int type, int count, int firstStreamId, int lastStreamId, long streamIdSum, int octets) {
    frameRuns.received(type, count, firstStreamId, lastStreamId, streamIdSum, octets);
  }

  /** Counts a frame to the client into the step under way; parameters as for received ones. */
  public void frameSent(int type, int streamId, int octets) {
    framesSent(type, 1, streamId, streamId, streamId, octets);
  }

  /** Counts frames to the client; parameters as for received ones. */
  public void framesSent(
      int type, int count, int firstStreamId, int lastStreamId, long streamIdSum, int octets) {
    frameRuns.sent(type, count, firstStreamId, lastStreamId, streamIdSum, octets);
  }

  /** The client's life changed. {@link ClientLife#CLOSED} ends the trace. */
  public void state(ClientLife life, String reason) {
    state(life, reason, 0);
  }

  /**
   * As above.
   *
   * @param requests received whole so far
   */
  public void state(ClientLife life, String reason, long requests) {
    if (life == ClientLife.CLOSED) {
      frameRuns.emit(clientId, step);
      LIVE.remove(this);
    }
    emit(clientId, step, life, reason, remotePort, requests);
  }

  private static void emit(
      long clientId, long step, ClientLife life, String reason, int remotePort, long requests) {
    ClientStateEvent event = new ClientStateEvent();
    if (event.isEnabled()) {
      event.clientId = clientId;
      event.step = step;
      event.state = life.name();
      event.reason = reason;
      event.remotePort = remotePort;
      event.requests = requests;
      event.commit();
    }
  }

  private static void register() {
    FlightRecorder.register(ActionEvent.class);
    FlightRecorder.register(BytesReadEvent.class);
    FlightRecorder.register(BytesWrittenEvent.class);
    FlightRecorder.register(FrameEvent.class);
    FlightRecorder.register(ClientStateEvent.class);
    FlightRecorder.addPeriodicEvent(QueueDepthEvent.class, ClientTrace::emitQueueDepths);
  }

  private static void emitQueueDepths() {
    QueueDepthEvent event = new QueueDepthEvent();
    for (ClientTrace trace : LIVE) {
      event.clientId = trace.clientId;
      event.tlsPending = trace.levels.tlsPending();
      event.toEncrypt = trace.levels.toEncrypt();
      event.toWrite = trace.levels.toWrite();
      event.commit();
    }
  }
}
