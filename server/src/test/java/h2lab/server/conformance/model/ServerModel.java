package h2lab.server.conformance.model;

import static h2lab.server.conformance.model.FrameModel.PROTOCOL;
import static h2lab.server.conformance.model.FrameModel.SIZE;

import h2lab.server.conformance.model.ConnectionModel.Phase;
import h2lab.server.conformance.wire.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A second, independent server that only judges: told what a client sends, it predicts what must be
 * answered. It shares no code with the product, and follows RFC 9113 section by section with maps
 * and strings. Use: {@link #receive}, then {@link #sent} for every frame the server answered, then
 * {@link #settle}.
 */
public final class ServerModel {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ConnectionModel connection = new ConnectionModel();
  private final ControlModel control = new ControlModel(connection);
  private final BlockModel blocks;
  private final RepliesModel replies = new RepliesModel(connection);
  private Expectation expected = new Expectation();

  /**
   * @param limits {@code concurrentStreams}, {@code headerListOctets}, {@code fieldBlockOctets},
   *     {@code fieldBlockFrames}, {@code bodyOctets}
   */
  public ServerModel(Map<String, Long> limits) {
    blocks = new BlockModel(connection, limits);
  }

  /** The first octets of a client, whole or wrong; later they are a frame of five megabytes. */
  public void open(byte[] octets) {
    expected = new Expectation();
    if (connection.phase == Phase.ENDED) {
      return;
    }
    if (connection.phase != Phase.PREFACE) {
      fail(Set.of(SIZE, PROTOCOL));
    } else if (Arrays.equals(octets, PREFACE)) {
      connection.phase = Phase.FIRST_SETTINGS;
      expected.must("Opened");
    } else {
      connection.phase = Phase.ENDED;
      expected.must("GOAWAY " + PROTOCOL);
      expected.must("PrefaceMismatch");
    }
  }

  /** The server is told to end without losing a request (6.8). */
  public void drain() {
    expected = new Expectation();
    if (connection.phase != Phase.ENDED && !connection.draining) {
      connection.draining = true;
      expected.must("GOAWAY NO_ERROR");
      expected.must("PING");
    }
  }

  /** A frame from the client. */
  public void receive(Frame frame) {
    expected = new Expectation();
    if (connection.phase == Phase.PREFACE) {
      open(frame.octets());
    }
    if (connection.phase == Phase.ENDED) {
      return;
    }
    Set<String> faults = new TreeSet<>(FrameModel.faults(frame));
    faults.addAll(outOfOrder(frame));
    faults.addAll(FlowModel.faults(connection, frame));
    if (faults.isEmpty()) {
      faults.addAll(handle(frame));
    }
    if (!faults.isEmpty()) {
      fail(faults);
    }
  }

  private void fail(Set<String> codes) {
    connection.phase = Phase.ENDED;
    expected.relax(); // what was told of the stream before the connection's error was found
    expected.mustOneOf(codes.stream().map(code -> "GOAWAY " + code).toList());
    expected.mustOneOf(codes.stream().map(code -> "Failed " + code).toList());
  }

  /** Sections 3.4, 4.3, 5.1 and 6.10: frames that must not come now. */
  private Set<String> outOfOrder(Frame frame) {
    boolean continues = frame.type() == Frame.CONTINUATION;
    boolean ofBlock = continues && frame.stream() == blocks.stream();
    boolean settings = frame.type() == Frame.SETTINGS && !frame.has(Frame.ACK);
    boolean wrong =
        switch (connection.phase) {
          case FIRST_SETTINGS -> !settings;
          case BLOCK -> !ofBlock;
          default -> continues;
        };
    if (wrong) {
      return Set.of(PROTOCOL);
    }
    String state = connection.state(frame.stream());
    boolean onStream = frame.stream() != 0 && !continues;
    if (onStream && state.equals("idle")) {
      return onIdle(frame);
    }
    boolean late = frame.type() == Frame.HEADERS && state.equals("closed");
    return late ? Set.of("STREAM_CLOSED") : Set.of();
  }

  private static Set<String> onIdle(Frame frame) {
    return switch (frame.type()) {
      case Frame.DATA, Frame.RST_STREAM, Frame.WINDOW_UPDATE -> Set.of(PROTOCOL);
      case Frame.PRIORITY -> frame.payload().length == 5 ? Set.of() : Set.of(SIZE);
      default -> Set.of();
    };
  }

  /** A frame that is right by itself and may come now; the connection errors it still makes. */
  private Set<String> handle(Frame frame) {
    return switch (frame.type()) {
      case Frame.DATA -> data(frame);
      case Frame.HEADERS, Frame.CONTINUATION -> blocks.receive(frame, expected);
      case Frame.PRIORITY -> {
        if (frame.payload().length != 5 && !state(frame).equals("reset by server")) {
          connection.error(frame.stream(), SIZE, expected);
        }
        yield Set.of();
      }
      case Frame.RST_STREAM -> {
        connection.streams.remove(frame.stream());
        yield Set.of();
      }
      case Frame.SETTINGS -> control.settings(frame, expected);
      case Frame.PING -> control.ping(frame, expected);
      case Frame.GOAWAY -> control.goAway(frame, expected);
      case Frame.WINDOW_UPDATE -> control.windowUpdate(frame, expected);
      default -> Set.of();
    };
  }

  private String state(Frame frame) {
    return connection.state(frame.stream());
  }

  /** Sections 5.1 and 6.1; what flow control says is said already. */
  private Set<String> data(Frame frame) {
    connection.windows.receive -= frame.payload().length;
    switch (state(frame)) {
      case "open" -> content(connection.streams.get(frame.stream()), frame);
      case "reset by server" -> {}
      default -> connection.error(frame.stream(), "STREAM_CLOSED", expected);
    }
    return Set.of();
  }

  private void content(StreamModel stream, Frame frame) {
    stream.receiveWindow -= frame.payload().length;
    stream.receive(FrameModel.content(frame));
    stream.requestEnded = frame.has(Frame.END_STREAM);
    blocks.advance(stream, expected);
  }

  /** A frame the server sent. */
  public void sent(Frame frame) {
    replies.sent(frame, expected);
  }

  /**
   * What must have come of the step, all answers being noted.
   *
   * @return what the occurrences and {@link #sent} frames, told as text, are to be held against
   */
  public Expectation settle() {
    replies.settle(expected);
    return expected;
  }

  /** Whether nothing can come of any further step. */
  public boolean ended() {
    return connection.phase == Phase.ENDED;
  }

  public boolean inFieldBlock() {
    return connection.phase == Phase.BLOCK;
  }

  public boolean hasStreams() {
    return !connection.streams.isEmpty();
  }

  public boolean settingsAcknowledged() {
    return connection.settingsAcknowledged;
  }

  /** Whether an answer waits for a window. */
  public boolean responsesWait() {
    return connection.streams.values().stream().anyMatch(stream -> stream.available() > 0);
  }

  /** The state of a stream, in the words of section 5.1. */
  public String state(int id) {
    return connection.state(id);
  }

  /** Entries in the dynamic table that the client's blocks have filled. */
  public int tableEntries() {
    return blocks.tableEntries();
  }
}
