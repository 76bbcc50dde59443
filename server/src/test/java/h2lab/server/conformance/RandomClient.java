package h2lab.server.conformance;

import h2lab.server.conformance.model.ServerModel;
import h2lab.server.conformance.wire.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A client that says something right nine times of ten. The same seed and the same answers make the
 * same conversation.
 */
final class RandomClient {
  private static final long[] WINDOWS = {0, 1, 5, 1_000, 65_535, 65_535, 1 << 20, 0x7fff_ffff};
  private static final long[] INCREMENTS = {1, 3, 100, 20_000, 1 << 20, 0x7000_0000L};

  private final Random random;
  private final ServerModel model;
  private final RandomBlocks blocks;

  /** The rest of a field block that is begun. */
  private final Deque<Step> pending = new ArrayDeque<>();

  private int nextStream = 1;
  private int said;

  /**
   * @param model of the server this client talks to, whose state it looks at
   */
  RandomClient(long seed, ServerModel model) {
    random = new Random(seed);
    this.model = model;
    blocks = new RandomBlocks(random);
  }

  private boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  /** What it says next. */
  Step next() {
    said++;
    if (said == 1) {
      return once(100) ? new Step.Open("PRI * HTTP/2.0\r\n\r\nSN\r\n\r\n") : Step.PREFACE;
    }
    if (said == 2 && !once(50)) {
      return new Step.Send(once(2) ? Frame.settings() : Frame.settings(4, window()));
    }
    if (!pending.isEmpty() && !once(200)) {
      return pending.remove();
    }
    Step step = choose();
    return step instanceof Step.Send send && once(80) ? mutated(send.frame()) : step;
  }

  private Step choose() {
    int choice = random.nextInt(100);
    if (choice < 35 || choice < 82 && open().isEmpty()) {
      return request();
    }
    if (choice < 60) {
      return data();
    }
    if (choice < 70) {
      return windowUpdate();
    }
    if (choice < 76) {
      return trailers();
    }
    if (choice < 82) {
      return new Step.Send(Frame.ofNumber(Frame.RST_STREAM, openStream(), random.nextInt(15)));
    }
    return lesser(choice);
  }

  private Step lesser(int choice) {
    if (choice < 87) {
      return new Step.Send(once(4) ? new Frame(4, 1, 0, new byte[0]) : settings());
    }
    if (choice < 90) {
      return new Step.Send(new Frame(Frame.PING, once(3) ? 1 : 0, 0, octets(8)));
    }
    if (choice < 93) {
      return new Step.Send(new Frame(Frame.PRIORITY, 0, anyStream(), octets(once(9) ? 4 : 5)));
    }
    if (choice < 96) {
      return new Step.Send(new Frame(10 + random.nextInt(246), 0, anyStream(), octets(3)));
    }
    if (choice < 97) {
      return new Step.Send(new Frame(Frame.GOAWAY, 0, 0, octets(8)));
    }
    return choice < 98 ? Step.DRAIN : Step.ANSWER_DRAIN;
  }

  private byte[] octets(int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }

  private long window() {
    return WINDOWS[random.nextInt(WINDOWS.length)];
  }

  private Frame settings() {
    return switch (random.nextInt(6)) {
      case 0 -> Frame.settings();
      case 1 -> Frame.settings(1, random.nextInt(5_000), 0x77, 5);
      case 2 -> Frame.settings(5, 16_384 + random.nextInt(10), 4, window());
      case 3 -> once(4) ? Frame.settings(2, 2) : Frame.settings(2, 0, 3, 1);
      default -> Frame.settings(4, window());
    };
  }

  private Step request() {
    int stream = nextStream;
    nextStream += once(10) ? 4 : 2;
    return block(stream, random.nextBoolean(), blocks.request(model.tableEntries()).octets());
  }

  private Step trailers() {
    return block(openStream(), !once(8), blocks.trailers(model.tableEntries()).octets());
  }

  /** A field block in one frame or several, of which the first is returned. */
  private Step block(int stream, boolean endsStream, byte[] block) {
    int parts = 1 + random.nextInt(once(10) ? 6 : once(3) ? 3 : 1);
    List<Frame> frames = new ArrayList<>();
    int from = 0;
    for (int part = 1; part <= parts; part++) {
      int to = part == parts ? block.length : from + random.nextInt(block.length - from + 1);
      int flags = part == parts ? Frame.END_HEADERS : 0;
      byte[] fragment = Arrays.copyOfRange(block, from, to);
      frames.add(
          part == 1
              ? dressed(flags | (endsStream ? Frame.END_STREAM : 0), stream, fragment)
              : new Frame(Frame.CONTINUATION, flags, stream, fragment));
      from = to;
    }
    pending.clear();
    frames.stream().skip(1).forEach(frame -> pending.add(new Step.Send(frame)));
    return new Step.Send(frames.getFirst());
  }

  /** HEADERS, now and then with padding and priority. */
  private Frame dressed(int flags, int stream, byte[] fragment) {
    int padding = once(6) ? random.nextInt(20) : -1;
    byte[] priority = once(6) ? octets(5) : new byte[0];
    return padded(
        Frame.HEADERS,
        flags | (priority.length > 0 ? Frame.PRIORITY_FLAG : 0),
        stream,
        padding,
        priority,
        fragment);
  }

  private static Frame padded(
      int type, int flags, int stream, int padding, byte[] before, byte[] content) {
    var payload = new java.io.ByteArrayOutputStream();
    if (padding >= 0) {
      payload.write(padding);
    }
    payload.writeBytes(before);
    payload.writeBytes(content);
    payload.writeBytes(new byte[Math.max(0, padding)]);
    int all = padding >= 0 ? flags | Frame.PADDED : flags;
    return new Frame(type, all, stream, payload.toByteArray());
  }

  private Step data() {
    int length = once(6) ? random.nextInt(16_365) : random.nextInt(30);
    int padding = once(8) ? random.nextInt(19) : -1;
    int flags = once(3) ? Frame.END_STREAM : 0;
    byte[] content = octets(once(10) ? 0 : length);
    return new Step.Send(padded(Frame.DATA, flags, openStream(), padding, new byte[0], content));
  }

  private Step windowUpdate() {
    long increment = once(15) ? 0 : INCREMENTS[random.nextInt(INCREMENTS.length)];
    int stream = once(2) ? 0 : openStream();
    return new Step.Send(Frame.ofNumber(Frame.WINDOW_UPDATE, stream, increment));
  }

  /** One that is open, if there is any, or nearly any. */
  private int openStream() {
    List<Integer> open = open();
    boolean odd = once(120) || open.isEmpty();
    return odd ? anyStream() : open.get(random.nextInt(open.size()));
  }

  /** Those that are open, and now and then one that was. */
  private List<Integer> open() {
    List<Integer> open = new ArrayList<>();
    for (int id = 1; id < nextStream; id += 2) {
      if (model.state(id).equals("open") || once(80) && !model.state(id).equals("idle")) {
        open.add(id);
      }
    }
    return open;
  }

  private int anyStream() {
    return random.nextInt(nextStream + 4);
  }

  /** The same with something wrong, or at least other. */
  private Step mutated(Frame frame) {
    byte[] payload = frame.payload().clone();
    int type = frame.type();
    int flags = frame.flags();
    long stream = frame.streamId();
    switch (random.nextInt(6)) {
      case 0 -> type = random.nextInt(11);
      case 1 -> flags ^= 1 << random.nextInt(8);
      case 2 -> stream = once(2) ? anyStream() : stream | 0x8000_0000L;
      case 3 -> payload = Arrays.copyOf(payload, random.nextInt(payload.length + 1));
      case 4 -> payload = Arrays.copyOf(payload, payload.length + 1 + random.nextInt(9));
      default -> {
        if (payload.length > 0) {
          payload[random.nextInt(payload.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return new Step.Send(new Frame(type, flags, stream, payload));
  }
}
