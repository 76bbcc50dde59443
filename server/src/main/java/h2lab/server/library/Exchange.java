package h2lab.server.library;

import h2lab.server.http2.Answer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A request and its answer, as far as it is written. */
final class Exchange {
  private static final ByteBuf HELLO =
      Unpooled.unreleasableBuffer(ascii(Answer.HELLO_WORLD)).asReadOnly();

  private final ResourceHandler handler;
  private final Http2Stream stream;
  private final long announced;
  private final long mostContent;
  private final CRC32 checksum;
  private Answer answer;
  private long content;
  private boolean begun;
  private boolean ended;

  /**
   * @param announced octets of content that the request says it has; -1 if it does not
   * @param mostContent octets of it that are taken
   */
  Exchange(
      ResourceHandler handler,
      Http2Stream stream,
      Answer answer,
      long announced,
      long mostContent) {
    this.handler = handler;
    this.stream = stream;
    this.answer = answer;
    this.announced = announced;
    this.mostContent = mostContent;
    this.checksum = answer.content() == Answer.Content.COUNT ? new CRC32() : null;
  }

  private static ByteBuf ascii(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  /** Begins an answer that does not wait for the request to end. */
  void beginIfEarly() {
    if (answer.isEarly()) {
      begin();
    }
  }

  /**
   * Takes content of the request.
   *
   * @return octets that are dealt with; those of an echo are once they are written
   * @throws Http2Exception if it is too much for an answer that has begun
   */
  int receive(ByteBuf part) throws Http2Exception {
    int octets = part.readableBytes();
    content += octets;
    if (content > mostContent) {
      tooMuch();
    } else if (answer.content() == Answer.Content.ECHO) {
      return echo(part, octets);
    } else if (checksum != null) {
      checksum.update(part.nioBuffer());
    }
    return octets;
  }

  private void tooMuch() throws Http2Exception {
    if (begun) {
      throw Http2Exception.streamError(
          stream.id(), Http2Error.ENHANCE_YOUR_CALM, "more than %d octets", mostContent);
    }
    answer = Answer.complaint(413, answer.content() == Answer.Content.NONE);
    begin();
  }

  private int echo(ByteBuf part, int octets) {
    if (octets > 0) {
      write(part.retain(), false).addListener(written -> dealtWith(octets));
    }
    return 0;
  }

  private void dealtWith(int octets) {
    try {
      if (handler.decoder().flowController().consumeBytes(stream, octets)) {
        handler.wrote();
      }
    } catch (Http2Exception e) {
      handler.onError(handler.context(), true, e);
    }
  }

  /** The request is whole: the answer begins now, or an echo ends. */
  void requestEnded() {
    ended = true;
    handler.requestEnded();
    if (!begun) {
      begin();
    } else if (answer.content() == Answer.Content.ECHO) {
      write(Unpooled.EMPTY_BUFFER, true).addListener(this::answered);
    }
  }

  /** Begins the answer, if it has not begun. */
  void begin() {
    if (begun) {
      return;
    }
    begun = true;
    boolean empty =
        switch (answer.content()) {
          case NONE -> true;
          case OCTETS -> answer.octets() == 0;
          case ECHO -> ended;
          default -> false;
        };
    ChannelPromise promise = handler.context().newPromise();
    handler.encoder().writeHeaders(handler.context(), stream.id(), fields(), 0, empty, promise);
    if (empty) {
      promise.addListener(this::answered);
    } else {
      send();
    }
  }

  private Http2Headers fields() {
    Http2Headers fields =
        new DefaultHttp2Headers(false, 4)
            .status(HttpResponseStatus.valueOf(answer.status()).codeAsText())
            .add("content-type", answer.contentType());
    long length = answer.content() == Answer.Content.ECHO ? announced : answer.octets();
    if (length >= 0) {
      fields.add("content-length", Long.toString(length));
    }
    if (answer.allow() != null) {
      fields.add("allow", answer.allow());
    }
    return fields;
  }

  private void send() {
    switch (answer.content()) {
      case HELLO -> write(HELLO.duplicate(), true).addListener(this::answered);
      case OCTETS -> new OctetsContent(this, answer.octets()).writeNext();
      case COUNT -> whole(Answer.count(content, checksum.getValue()));
      case COMPLAINT -> whole(answer.line());
      case ECHO, NONE -> {
        // an echo goes on as its content comes
      }
    }
  }

  private void whole(String line) {
    write(ascii(line), true).addListener(this::answered);
  }

  /** Gives content to Netty, which writes it when the windows allow. */
  ChannelFuture write(ByteBuf part, boolean last) {
    handler.contentWaits();
    return handler
        .encoder()
        .writeData(handler.context(), stream.id(), part, 0, last, handler.context().newPromise())
        .addListener(written -> handler.contentIsGone());
  }

  /** The answer is written: a client that still sends need not go on (section 8.1). */
  void answered(io.netty.util.concurrent.Future<? super Void> written) {
    if (stream.state() == Http2Stream.State.HALF_CLOSED_LOCAL) {
      handler
          .encoder()
          .writeRstStream(
              handler.context(),
              stream.id(),
              Http2Error.NO_ERROR.code(),
              handler.context().newPromise());
      handler.wrote();
    }
  }
}
