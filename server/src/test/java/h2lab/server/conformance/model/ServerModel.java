package h2lab.server.conformance.model;

import static h2lab.server.conformance.model.FrameModel.FLOW;
import static h2lab.server.conformance.model.FrameModel.PROTOCOL;
import static h2lab.server.conformance.model.FrameModel.SIZE;

import h2lab.server.conformance.model.ConnectionModel.Phase;
import h2lab.server.conformance.wire.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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
    if (faults.isEmpty()) {
      faults.addAll(FlowModel.faults(connection, frame));
    }
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
          error(frame.stream(), SIZE);
        }
        yield Set.of();
      }
      case Frame.RST_STREAM -> {
        connection.streams.remove(frame.stream());
        yield Set.of();
      }
      case Frame.SETTINGS -> settings(frame);
      case Frame.PING -> ping(frame);
      case Frame.GOAWAY -> goAway(frame);
      case Frame.WINDOW_UPDATE -> windowUpdate(frame);
      default -> Set.of();
    };
  }

  private String state(Frame frame) {
    return connection.state(frame.stream());
  }

  private void error(int stream, String... codes) {
    expected.mustOneOf(
        List.of(codes).stream().map(code -> "RST_STREAM " + stream + " " + code).toList());
    connection.reset(stream);
  }

  /** Sections 5.1 and 6.1; what flow control says is said already. */
  private Set<String> data(Frame frame) {
    connection.windows.receive -= frame.payload().length;
    switch (state(frame)) {
      case "open" -> content(connection.streams.get(frame.stream()), frame);
      case "reset by server" -> {}
      default -> error(frame.stream(), "STREAM_CLOSED");
    }
    return Set.of();
  }

  private void content(StreamModel stream, Frame frame) {
    stream.receiveWindow -= frame.payload().length;
    stream.receive(FrameModel.content(frame));
    stream.requestEnded = frame.has(Frame.END_STREAM);
    blocks.advance(stream, expected);
  }

  private Set<String> settings(Frame frame) {
    if (frame.has(Frame.ACK)) {
      connection.settingsAcknowledged = true;
      return Set.of();
    }
    connection.phase = Phase.FRAMES;
    for (int at = 0; at < frame.payload().length; at += 6) {
      if (frame.number(at, 2) == 4) {
        long change = frame.number(at + 2, 4) - connection.windows.initialSend;
        connection.windows.initialSend += change;
        connection.streams.values().forEach(stream -> stream.sendWindow += change);
        if (connection.streams.values().stream().anyMatch(ServerModel::overflows)) {
          return Set.of(FLOW);
        }
      }
    }
    expected.must("SETTINGS ACK");
    return Set.of();
  }

  private static boolean overflows(StreamModel stream) {
    return stream.sendWindow > WindowsModel.MOST;
  }

  private Set<String> ping(Frame frame) {
    String octets = Long.toHexString(frame.number(0, 8));
    if (!frame.has(Frame.ACK)) {
      expected.must("PING ACK " + octets);
    } else if (octets.equals(connection.drainPing) && !connection.drained) {
      connection.drained = true;
      connection.lastStream = connection.highest;
      expected.must("GOAWAY NO_ERROR");
    }
    return Set.of();
  }

  private Set<String> goAway(Frame frame) {
    String told = "GoAway " + (frame.number(0, 4) & WindowsModel.MOST) + " " + frame.number(4, 4);
    if (connection.clientLeaves) {
      expected.may(told); // no news
    } else {
      expected.must(told);
    }
    connection.clientLeaves = true;
    return Set.of();
  }

  /** Section 6.9; the connection's overflow is said already. */
  private Set<String> windowUpdate(Frame frame) {
    long increment = frame.number(0, 4) & WindowsModel.MOST;
    StreamModel stream = connection.streams.get(frame.stream());
    if (frame.stream() == 0) {
      connection.windows.send += increment;
    } else if (stream != null) {
      stream.sendWindow += increment;
      if (increment == 0 || overflows(stream)) {
        error(frame.stream(), increment == 0 ? PROTOCOL : FLOW);
      }
    } else if (increment == 0 && state(frame).equals("closed")) {
      error(frame.stream(), PROTOCOL);
    }
    return Set.of();
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
