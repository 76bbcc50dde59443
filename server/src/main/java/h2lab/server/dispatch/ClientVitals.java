package h2lab.server.dispatch;

import h2lab.server.deadline.Watched;
import h2lab.server.http2.ServerProtocol;

/** What one client looks like: its protocol, and the way from there to the socket. */
final class ClientVitals implements Watched {
  private final ServerProtocol protocol;
  private final ClientWay way;
  private boolean needsInput = true;
  private long framesWhole;

  ClientVitals(ServerProtocol protocol, ClientWay way) {
    this.protocol = protocol;
    this.way = way;
  }

  /**
   * The protocol was given octets.
   *
   * @param consumed how many of them it took, whole frames
   * @param needsInput whether it can go on only with more
   */
  void received(int consumed, boolean needsInput) {
    this.needsInput = needsInput;
    if (consumed > 0 && !protocol.inFieldBlock()) {
      framesWhole++;
    }
  }

  @Override
  public boolean isHandshaking() {
    return way.isHandshaking();
  }

  @Override
  public boolean isOpen() {
    return protocol.prefaceReceived();
  }

  @Override
  public boolean isInFrame() {
    return isOpen() && needsInput && (protocol.inFieldBlock() || way.hasInput());
  }

  /** What comes whole while the next begins shows in the progress. */
  @Override
  public long framesWhole() {
    return framesWhole + protocol.progress();
  }

  @Override
  public boolean settingsAcknowledged() {
    return protocol.settingsAcknowledged();
  }

  @Override
  public boolean hasStreams() {
    return protocol.hasStreams();
  }

  @Override
  public long progress() {
    return protocol.progress();
  }

  @Override
  public boolean awaitsSocket() {
    return way.awaitsSocket();
  }

  @Override
  public boolean awaitsWindow() {
    return protocol.hasStreams() && protocol.responsesWait();
  }

  @Override
  public long octetsWritten() {
    return way.octetsWritten();
  }
}
