package h2lab.server.load;

import java.nio.ByteBuffer;

/**
 * The content of one connection's requests on its way: as much as the server's windows take, a
 * frame of each stream in turn (RFC 9113 sections 5.2 and 6.9).
 */
final class Uploads {
  private static final int INITIAL_WINDOW = 65_535;
  private static final int LEAST_FRAME = 1 << 14;
  private static final int MOST_FRAME = (1 << 24) - 1;

  /** Longer frames would only need longer buffers. */
  private static final int LONGEST_SENT = 1 << 14;

  private final RequestContent content;
  private final OpenStreams streams;
  private final StreamQueue ready;
  private int connectionWindow = INITIAL_WINDOW;
  private int streamWindow = INITIAL_WINDOW;
  private int frameOctets = LEAST_FRAME;

  /**
   * @param content null for requests without
   * @param most streams that are ever open at a time
   */
  Uploads(RequestContent content, OpenStreams streams, int most) {
    this.content = content;
    this.streams = streams;
    this.ready = new StreamQueue(most);
  }

  /** Octets of content that the server takes on a new stream. */
  int streamWindow() {
    return streamWindow;
  }

  /** The request of the stream at {@code slot} was sent; its content may follow. */
  void begin(int slot) {
    enqueue(slot);
  }

  private void enqueue(int slot) {
    if (complete(slot) || streams.sendWindow(slot) <= 0 || streams.queued(slot)) {
      return;
    }
    if (ready.isFull()) {
      ready.retain(id -> streams.slot(id) != OpenStreams.NONE);
    }
    streams.queued(slot, true);
    ready.add(streams.id(slot));
  }

  /** Whether the content of the request at {@code slot} has been sent whole. */
  boolean complete(int slot) {
    return content == null || streams.sent(slot) == content.octets();
  }

  /**
   * Appends what may be sent now.
   *
   * @param room octets that DATA may take
   * @return octets of content
   */
  int transmit(ByteBuffer out, int room) {
    int left = room - Frame.HEADER_OCTETS;
    int total = 0;
    while (!ready.isEmpty() && connectionWindow > 0 && left > 0) {
      int streamId = ready.remove();
      int slot = streams.slot(streamId);
      if (slot != OpenStreams.NONE) {
        streams.queued(slot, false);
        int octets = streams.sendWindow(slot) > 0 ? transmit(out, streamId, slot, left) : 0;
        total += octets;
        left -= octets + Frame.HEADER_OCTETS;
        enqueue(slot);
      }
    }
    return total;
  }

  private int transmit(ByteBuffer out, int streamId, int slot, int most) {
    int from = streams.sent(slot);
    int window = Math.min(connectionWindow, streams.sendWindow(slot));
    int octets = Math.min(Math.min(content.octets() - from, window), Math.min(frameOctets, most));
    streams.send(slot, octets);
    connectionWindow -= octets;
    boolean end = complete(slot);
    Frame.putHeader(out, octets, Frame.DATA, end ? Frame.END_STREAM : 0, streamId);
    content.put(out, from, octets);
    return octets;
  }

  /**
   * The server takes more on the connection.
   *
   * @throws ServerFault if that is nothing, or more than a window can be
   */
  void widen(int increment) throws ServerFault {
    connectionWindow = widened(connectionWindow, increment);
  }

  /** The server takes more on the stream at {@code slot}; faults as for the connection. */
  void widen(int slot, int increment) throws ServerFault {
    change(slot, widened(streams.sendWindow(slot), increment));
  }

  private static int widened(int window, int increment) throws ServerFault {
    if (increment == 0) {
      throw new ServerFault(Frame.PROTOCOL_ERROR, "WINDOW_UPDATE by nothing");
    }
    return inRange((long) window + increment);
  }

  private static int inRange(long window) throws ServerFault {
    if (window > Integer.MAX_VALUE) {
      throw new ServerFault(Frame.FLOW_CONTROL_ERROR, "a window of " + window + " octets");
    }
    return (int) window;
  }

  private void change(int slot, int window) {
    streams.sendWindow(slot, window);
    enqueue(slot);
  }

  /** Heeds SETTINGS_INITIAL_WINDOW_SIZE, which changes open streams too (section 6.9.2). */
  void initialWindow(long octets) throws ServerFault {
    int changed = inRange(octets);
    long difference = (long) changed - streamWindow;
    streamWindow = changed;
    for (int slot = streams.slotAbove(0, 0);
        slot != OpenStreams.NONE;
        slot = streams.slotAbove(0, slot + 1)) {
      change(slot, inRange(streams.sendWindow(slot) + difference));
    }
  }

  /** Heeds SETTINGS_MAX_FRAME_SIZE. */
  void frameSize(long octets) throws ServerFault {
    if (octets < LEAST_FRAME || octets > MOST_FRAME) {
      throw new ServerFault(Frame.PROTOCOL_ERROR, "MAX_FRAME_SIZE of " + octets);
    }
    frameOctets = (int) Math.min(octets, LONGEST_SENT);
  }
}
