package h2lab.server.dispatch;

import h2lab.server.deadline.Deadline;
import h2lab.server.deadline.DeadlineWatch;
import h2lab.server.deadline.Verdict;
import h2lab.server.http2.ErrorCode;
import h2lab.server.http2.FrameObserver;
import h2lab.server.http2.Received;
import h2lab.server.http2.ServerProtocol;
import h2lab.server.library.FrameScanner;
import h2lab.tracing.ActionVocabulary;
import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.FlowPoint;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * The protocol of one client and all who want to know of it: what occurs is told to the client's
 * trace, to the application's hooks and to the counts of the server. Not thread-safe.
 */
public final class ObservedProtocol {
  private final Service service;
  private final ServerProtocol protocol;
  private final ClientTrace trace;
  private final FrameObserver frames = new TracedFrames();
  private final FrameScanner sentFrames;
  private final FrameScanner.Found sent;
  private final Departure departure = new Departure();
  private final ClientVitals vitals;
  private final Object applicationData;
  private boolean drains;
  private boolean toldToDrain;
  private boolean over;

  /** Begins with a client just accepted, of which the hooks are told. */
  public ObservedProtocol(
      Service service, ActionVocabulary vocabulary, ClientWay way, SocketAddress peer) {
    this.service = service;
    applicationData = service.options().hooks().accepted(peer); // first: it may throw
    protocol = service.newProtocol();
    vitals = new ClientVitals(protocol, way);
    trace = ClientTrace.accepted(vocabulary, way, Service.port(peer));
    sent = new SentFrames();
    sentFrames = trace.recordsFrames() ? new FrameScanner(0) : null;
    service.clientBegan();
  }

  /** Begins to watch whether the client keeps its deadlines. */
  public DeadlineWatch watch(long nowNanos) {
    return new DeadlineWatch(service.options().deadlines(), vitals, nowNanos);
  }

  /** What becomes of the client if this deadline has passed. */
  public Verdict verdict(Deadline passed) {
    return passed.verdict(vitals);
  }

  /** The trace of this client. */
  public ClientTrace trace() {
    return trace;
  }

  /** Why this client goes. */
  public Departure departure() {
    return departure;
  }

  /** Requests received whole so far. */
  public long requests() {
    return protocol.requests();
  }

  /** Appends our SETTINGS, the first octets of any server. */
  public void start(ByteBuffer out) {
    int before = out.position();
    protocol.start(out);
    replied(out, before);
  }

  /** The protocol has appended octets; the frames recorded are those that are in them. */
  private void replied(ByteBuffer out, int from) {
    trace.written(FlowPoint.REPLIES, out.position() - from);
    if (sentFrames != null) {
      sentFrames.scan(out, from, out.position(), sent);
    }
  }

  /** (U) Consumes frames and appends the replies, see {@link ServerProtocol#receive}. */
  public Received receive(ByteBuffer plain, ByteBuffer out) {
    protocol.observe(trace.recordsFrames() ? frames : null);
    int plainFrom = plain.position();
    int outFrom = out.position();
    if (drains && !toldToDrain) {
      tellToDrain(out);
    }
    Received received = protocol.receive(plain, out);
    vitals.received(plain.position() - plainFrom, received instanceof Received.NeedInput);
    replied(out, outFrom);
    note(received);
    return received;
  }

  /** Tells the protocol what time it is, see {@link ServerProtocol#time}. */
  public void time(long nanos) {
    protocol.time(nanos);
  }

  private void note(Received received) {
    switch (received) {
      case Received.NeedInput needInput -> {}
      case Received.NeedRoom needRoom -> {}
      case Received.Opened opened -> {
        trace.state(ClientLife.OPEN, "");
        service.options().hooks().hello(applicationData);
      }
      case Received.GoAway goAway ->
          trace.state(ClientLife.DRAINING, "client sent GOAWAY, code " + goAway.code());
      case Received.Drained drained -> {
        over = true;
        departure.because("client sent GOAWAY"); // unless we were first
        trace.state(ClientLife.DRAINING, "no stream is left");
      }
      case Received.PrefaceMismatch mismatch -> fail("client preface mismatch");
      case Received.Failed fault -> fail(fault.code() + ": " + fault.reason());
    }
  }

  private void fail(String fault) {
    over = true;
    departure.byError(fault);
    trace.state(ClientLife.DRAINING, fault);
  }

  /** Whether nothing of the client is consumed any more: what waits for it is all it gets. */
  public boolean isOver() {
    return over;
  }

  /** Whether the client was asked to go and has something under way yet. */
  public boolean isDraining() {
    return drains && !over;
  }

  /**
   * Begins to end the conversation without losing a request, see {@link ServerProtocol#drain}. A
   * client whose preface has not come has none, and is told that it ends at once.
   *
   * @param out room for what is to be said; if it is too little, that is said later
   */
  public void drain(ByteBuffer out, String reason) {
    if (!vitals.isOpen()) {
      end(out, ErrorCode.NO_ERROR, reason);
    } else if (!drains) {
      drains = true;
      departure.because(reason);
      trace.state(ClientLife.DRAINING, reason);
      int before = out.position();
      tellToDrain(out);
      replied(out, before);
    }
  }

  private void tellToDrain(ByteBuffer out) {
    if (out.remaining() >= ServerProtocol.LEAST_ROOM) {
      toldToDrain = true;
      protocol.drain(out);
    }
  }

  /**
   * Ends the conversation from our side at once.
   *
   * @param out room for a GOAWAY; if it is too little, the client is not told
   * @param reason for the client, too, unless there is no error
   */
  public void end(ByteBuffer out, ErrorCode code, String reason) {
    if (out.remaining() >= ServerProtocol.LEAST_ROOM) {
      int before = out.position();
      protocol.end(out, code, code == ErrorCode.NO_ERROR ? "" : reason);
      replied(out, before);
    }
    over = true;
    if (code == ErrorCode.NO_ERROR) {
      departure.because(reason);
    } else {
      departure.byError(reason);
    }
    trace.state(ClientLife.DRAINING, reason);
  }

  /** The client is gone, and everything it had was given back. */
  public void close() {
    long requests = protocol.requests();
    protocol.close();
    trace.state(ClientLife.CLOSED, departure.reason(), requests);
    service.clientEnded(requests, departure.isByError());
    service.options().hooks().closed(applicationData, requests);
  }

  /** A fault of ours ends this client. */
  public void fault(RuntimeException fault) {
    service.fault(trace, fault);
    departure.byError("fault of the server: " + fault);
  }

  private final class SentFrames implements FrameScanner.Found {
    private final RepeatedAnswers.Told runs = trace::framesSent;

    @Override
    public boolean frame(int type, int flags, int streamId, int length, int increment) {
      trace.frameSent(type, streamId, FrameScanner.HEADER + length);
      return true;
    }

    @Override
    public int run(ByteBuffer octets, int at, int to) {
      return RepeatedAnswers.count(octets, at, to, runs);
    }
  }

  private final class TracedFrames implements FrameObserver {
    @Override
    public void receivedRun(int type, int count, int first, int last, long sum, int octetsEach) {
      trace.framesReceived(type, count, first, last, sum, count * octetsEach);
    }

    @Override
    public void sentRun(int type, int count, int first, int last, long sum, int octetsEach) {
      if (sentFrames == null) {
        trace.framesSent(type, count, first, last, sum, count * octetsEach);
      }
    }
  }
}
