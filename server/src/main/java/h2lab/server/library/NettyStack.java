package h2lab.server.library;

import h2lab.server.http2.Limits;
import h2lab.server.http2.Nuisance;
import h2lab.server.http2.Received;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameReader;
import io.netty.handler.codec.http2.Http2PromisedRequestVerifier;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.function.Consumer;

/**
 * Netty's decoder and encoder put together for our {@link Limits}, as far as it has options for
 * them; {@link FrameBudgets} counts the rest. Netty's builder would do without this, were it not
 * for the octets of a field block, which it ties to those of the decoded section.
 */
final class NettyStack extends AbstractHttp2ConnectionHandlerBuilder<ResourceHandler, NettyStack> {
  private final Limits limits;
  private final FrameBudgets budgets;
  private final Consumer<Received> occurred;

  private NettyStack(Limits limits, FrameBudgets budgets, Consumer<Received> occurred) {
    this.limits = limits;
    this.budgets = budgets;
    this.occurred = occurred;
  }

  /**
   * A handler for one connection.
   *
   * @param budgets told of the streams that are reset
   * @param occurred told what the client caused
   */
  static ResourceHandler handler(Limits limits, FrameBudgets budgets, Consumer<Received> occurred) {
    NettyStack stack = new NettyStack(limits, budgets, occurred);
    stack.initialSettings(
        new Http2Settings()
            .maxConcurrentStreams(limits.concurrentStreams())
            .maxHeaderListSize(limits.headerListOctets()));
    stack.gracefulShutdownTimeoutMillis(0);
    // 0 would mean no limit to Netty.
    stack.decoderEnforceMaxConsecutiveEmptyDataFrames(
        Math.max(1, burst(limits, Nuisance.EMPTY_DATA)));
    stack.decoderEnforceMaxRstFramesPerWindow(
        Math.max(1, burst(limits, Nuisance.RESET_BY_CLIENT)),
        secondsToRefill(limits, Nuisance.RESET_BY_CLIENT));
    stack.codec();
    return stack.build();
  }

  /** In which a budget that was spent is whole again. */
  private static int secondsToRefill(Limits limits, Nuisance nuisance) {
    return Math.max(1, burst(limits, nuisance) / nuisance.perSecond());
  }

  private static int burst(Limits limits, Nuisance nuisance) {
    return limits.bursts().getOrDefault(nuisance, nuisance.burst());
  }

  private void codec() {
    Http2Connection connection = new DefaultHttp2Connection(true);
    Http2ConnectionEncoder encoder =
        new DefaultHttp2ConnectionEncoder(connection, new DefaultHttp2FrameWriter());
    codec(new Decoder(connection, encoder, reader(), mostBlockOctets()), encoder);
  }

  private Http2FrameReader reader() {
    var fields = new DefaultHttp2HeadersDecoder(true, true, limits.headerListOctets());
    try {
      fields.configuration().maxHeaderListSize(limits.headerListOctets(), mostBlockOctets());
    } catch (Http2Exception e) {
      throw new IllegalStateException("limits Netty does not take: " + limits, e);
    }
    return new DefaultHttp2FrameReader(fields, Math.max(1, limits.fieldBlockFrames()));
  }

  /** Netty allows no less than the decoded section may have. */
  private long mostBlockOctets() {
    return Math.max(limits.headerListOctets(), limits.fieldBlockOctets());
  }

  /** Keeps the limit of field blocks when our SETTINGS are acknowledged. */
  private static final class Decoder extends DefaultHttp2ConnectionDecoder {
    private final long mostBlockOctets;

    Decoder(
        Http2Connection connection,
        Http2ConnectionEncoder encoder,
        Http2FrameReader reader,
        long mostBlockOctets) {
      super(
          connection,
          encoder,
          reader,
          Http2PromisedRequestVerifier.ALWAYS_VERIFY,
          true,
          true,
          true,
          true);
      this.mostBlockOctets = mostBlockOctets;
    }

    @Override
    protected long calculateMaxHeaderListSizeGoAway(long maxHeaderListSize) {
      return mostBlockOctets;
    }
  }

  @Override
  protected ResourceHandler build(
      Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
    ResourceHandler handler = new ResourceHandler(decoder, encoder, settings, budgets, occurred);
    decoder.frameListener(new RequestListener(handler, limits));
    return handler;
  }
}
