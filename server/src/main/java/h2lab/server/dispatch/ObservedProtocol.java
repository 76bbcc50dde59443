package h2lab.server.dispatch;

import h2lab.server.http2.ErrorCode;
import h2lab.server.http2.FrameObserver;
import h2lab.server.http2.Received;
import h2lab.server.http2.ServerProtocol;
import h2lab.tracing.ActionVocabulary;
import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.FlowPoint;
import h2lab.tracing.QueueLevels;
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
  private final Departure departure = new Departure();
  private final Object applicationData;
  private boolean leaving;
  private boolean over;

  /** Begins with a client just accepted, of which the hooks are told. */
  public ObservedProtocol(
      Service service, ActionVocabulary vocabulary, QueueLevels levels, SocketAddress peer) {
    this.service = service;
    applicationData = service.options().hooks().accepted(peer); // first: it may throw
    protocol = service.newProtocol();
    trace = ClientTrace.accepted(vocabulary, levels, Service.port(peer));
    service.clientBegan();
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
    trace.written(FlowPoint.REPLIES, out.position() - before);
  }

  /** (U) Consumes frames and appends the replies, see {@link ServerProtocol#receive}. */
  public Received receive(ByteBuffer plain, ByteBuffer out) {
    protocol.observe(trace.recordsFrames() ? frames : null);
    int before = out.position();
    Received received = protocol.receive(plain, out);
    trace.written(FlowPoint.REPLIES, out.position() - before);
    note(received);
    return received;
  }

  private void note(Received received) {
    switch (received) {
      case Received.NeedInput needInput -> {}
      case Received.NeedRoom needRoom -> {}
      case Received.Opened opened -> {
        trace.state(ClientLife.OPEN, "");
        service.options().hooks().hello(applicationData);
      }
      case Received.GoAway goAway -> {
        leaving = true;
        trace.state(ClientLife.DRAINING, "client sent GOAWAY, code " + goAway.code());
      }
      case Received.Drained drained -> {
        over = true;
        trace.state(ClientLife.DRAINING, "no stream is left");
      }
      case Received.PrefaceMismatch mismatch -> fail("client preface mismatch");
      case Received.Failed fault -> fail(fault.code() + ": " + fault.reason());
    }
    if (leaving && !over && !protocol.responsesWait()) {
      over = true;
    }
    if (leaving && over) {
      departure.because("client sent GOAWAY");
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

  /**
   * Ends the conversation from our side.
   *
   * @param out room for a GOAWAY; null if there is none, and the client is not told
   */
  public void end(ByteBuffer out, String reason) {
    if (out != null) {
      int before = out.position();
      protocol.end(out, ErrorCode.NO_ERROR, "");
      trace.written(FlowPoint.REPLIES, out.position() - before);
    }
    over = true;
    departure.because(reason);
    trace.state(ClientLife.DRAINING, reason);
  }

  /** The client is gone, and everything it had was given back. */
  public void close() {
    long requests = protocol.requests();
    protocol.close();
    trace.state(ClientLife.CLOSED, departure.reason());
    service.clientEnded(requests, departure.isByError());
    service.options().hooks().closed(applicationData, requests);
  }

  /** A fault of ours ends this client. */
  public void fault(RuntimeException fault) {
    service.fault(trace, fault);
    departure.byError("fault of the server: " + fault);
  }

  private final class TracedFrames implements FrameObserver {
    @Override
    public void received(int type, int streamId, int octets) {
      trace.frameReceived(type, streamId, octets);
    }

    @Override
    public void sent(int type, int streamId, int octets) {
      trace.frameSent(type, streamId, octets);
    }
  }
}
