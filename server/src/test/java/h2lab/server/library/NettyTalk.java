package h2lab.server.library;

import h2lab.server.http2.ErrorCode;
import h2lab.server.http2.FrameBytes;
import h2lab.server.http2.Limits;
import h2lab.server.http2.Received;
import h2lab.server.http2.hpack.CompressionException;
import h2lab.server.http2.hpack.HpackDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A connection of {@link NettyHttp2} fed with octets, and what it answered, as text: {@code HEADERS
 * 1 :status=200 content-type=text/plain}, {@code DATA+end 1 [12]}, {@code RST_STREAM 1 CANCEL}.
 */
final class NettyTalk implements AutoCloseable {
  /** Field blocks of requests, not indexed, in the order of a list of name and value. */
  static byte[] block(String... namesAndValues) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      block.write(0);
      string(block, namesAndValues[i]);
      string(block, namesAndValues[i + 1]);
    }
    return block.toByteArray();
  }

  private static void string(ByteArrayOutputStream block, String text) {
    int length = text.length();
    if (length < 127) {
      block.write(length);
    } else {
      block.write(127);
      int rest = length - 127;
      for (; rest >= 128; rest >>>= 7) {
        block.write(rest & 127 | 128);
      }
      block.write(rest);
    }
    block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A whole request in one frame. */
  static FrameBytes get(int streamId, String path) {
    return FrameBytes.nothing()
        .frame(
            FrameBytes.HEADERS,
            FrameBytes.END_STREAM | FrameBytes.END_HEADERS,
            streamId,
            request("GET", path));
  }

  /** The header section of a request whose content follows. */
  static FrameBytes post(int streamId, String path, String... more) {
    return FrameBytes.nothing()
        .frame(FrameBytes.HEADERS, FrameBytes.END_HEADERS, streamId, request("POST", path, more));
  }

  /** The control data of a request and more fields. */
  static byte[] request(String method, String path, String... more) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(block(":method", method, ":scheme", "http", ":path", path, ":authority", "h"));
    all.writeBytes(block(more));
    return all.toByteArray();
  }

  final NettyHttp2 protocol;
  final List<Received> occurred = new ArrayList<>();
  final List<String> answers = new ArrayList<>();
  final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final HpackDecoder fields = new HpackDecoder();
  private final ByteBuffer replies = ByteBuffer.allocate(1 << 20);
  private final int room;

  /**
   * @param room octets that replies have at a time
   */
  NettyTalk(Limits limits, int room) {
    this.protocol = new NettyHttp2(limits);
    this.room = room;
    ByteBuffer out = ByteBuffer.allocate(4096);
    protocol.start(out);
    take(out);
  }

  /** Opened, with the default limits and room enough. */
  static NettyTalk opened() {
    return opened(Limits.DEFAULT);
  }

  static NettyTalk opened(Limits limits) {
    NettyTalk talk = new NettyTalk(limits, 1 << 16);
    talk.feed(FrameBytes.opening().frame(FrameBytes.SETTINGS, FrameBytes.ACK, 0));
    talk.answers.clear();
    return talk;
  }

  NettyTalk feed(FrameBytes frames) {
    return feed(frames.octets());
  }

  /** Feeds octets and takes all replies there are. */
  NettyTalk feed(byte[] octets) {
    ByteBuffer plain = ByteBuffer.wrap(octets);
    while (true) {
      ByteBuffer out = ByteBuffer.allocate(room);
      Received received = protocol.receive(plain, out);
      take(out);
      if (received instanceof Received.NeedInput) {
        return this;
      }
      if (!(received instanceof Received.NeedRoom)) {
        occurred.add(received);
      }
    }
  }

  NettyTalk drain() {
    ByteBuffer out = ByteBuffer.allocate(room);
    protocol.drain(out);
    take(out);
    return this;
  }

  NettyTalk end(ErrorCode code, String reason) {
    ByteBuffer out = ByteBuffer.allocate(room);
    protocol.end(out, code, reason);
    take(out);
    return this;
  }

  private void take(ByteBuffer out) {
    replies.put(out.flip());
    replies.flip();
    while (replies.remaining() >= 9 && replies.remaining() - 9 >= length()) {
      byte[] payload = new byte[length()];
      int type = replies.get(replies.position() + 3);
      int flags = replies.get(replies.position() + 4);
      int streamId = replies.getInt(replies.position() + 5);
      replies.position(replies.position() + 9).get(payload);
      answers.add(text(type, flags, streamId, payload));
    }
    replies.compact();
  }

  private int length() {
    return replies.getInt(replies.position()) >>> 8;
  }

  private String text(int type, int flags, int streamId, byte[] payload) {
    ByteBuffer octets = ByteBuffer.wrap(payload);
    String end = (flags & FrameBytes.END_STREAM) != 0 ? "+end " : " ";
    return switch (type) {
      case FrameBytes.DATA -> {
        content.writeBytes(payload);
        yield "DATA" + end + streamId + " [" + payload.length + "]";
      }
      case FrameBytes.HEADERS -> "HEADERS" + end + streamId + " " + fields(octets);
      case FrameBytes.RST_STREAM -> "RST_STREAM " + streamId + " " + code(octets.getInt());
      case FrameBytes.SETTINGS -> "SETTINGS" + (flags == 0 ? "" : "+ack");
      case FrameBytes.PING -> "PING" + (flags == 0 ? "" : "+ack");
      case FrameBytes.GOAWAY -> "GOAWAY " + octets.getInt() + " " + code(octets.getInt());
      case FrameBytes.WINDOW_UPDATE -> "WINDOW_UPDATE " + streamId + " " + octets.getInt();
      default -> "type " + type;
    };
  }

  private static ErrorCode code(int code) {
    return ErrorCode.values()[code];
  }

  private String fields(ByteBuffer block) {
    StringJoiner text = new StringJoiner(" ");
    try {
      fields.decode(block, field -> text.add(field.name() + "=" + field.value()));
    } catch (CompressionException e) {
      throw new AssertionError(e);
    }
    return text.toString();
  }

  /** The answers without WINDOW_UPDATE, which says when Netty gives back what it took. */
  List<String> withoutUpdates() {
    return answers.stream().filter(answer -> !answer.startsWith("WINDOW_UPDATE")).toList();
  }

  String contentText() {
    return content.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    protocol.close();
  }
}
