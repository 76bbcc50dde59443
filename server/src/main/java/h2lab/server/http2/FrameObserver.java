package h2lab.server.http2;

/** Told of every frame as it is consumed or written: of each, or of a run of one type at once. */
public interface FrameObserver {
  /**
   * A frame from the client, before it is judged.
   *
   * @param type the code of section 6, 0 to 255
   * @param octets with its frame header
   */
  default void received(int type, int streamId, int octets) {
    receivedRun(type, 1, streamId, streamId, streamId, octets);
  }

  /** A frame to the client; parameters as for received ones. */
  default void sent(int type, int streamId, int octets) {
    sentRun(type, 1, streamId, streamId, streamId, octets);
  }

  /**
   * Frames from the client, of one type and each of so many octets.
   *
   * @param streamIdSum the ids of their streams, added up
   */
  void receivedRun(
      int type, int count, int firstStreamId, int lastStreamId, long streamIdSum, int octetsEach);

  /** Frames to the client; parameters as for received ones. */
  void sentRun(
      int type, int count, int firstStreamId, int lastStreamId, long streamIdSum, int octetsEach);
}
