package h2lab.server.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import javax.net.ssl.SSLException;

/**
 * TLS by BoringSSL, which Netty brings (tcnative) and only its own handler drives: there is no
 * codec of it. Same versions and suites as the JDK's; renegotiation BoringSSL does not have.
 *
 * <p>Its ALPN takes a list, not a function: h2 is selected where offered, else http/1.1, else none.
 */
public final class BoringSslContext implements TlsContext {
  private static final ApplicationProtocolConfig ALPN =
      new ApplicationProtocolConfig(
          Protocol.ALPN,
          SelectorFailureBehavior.NO_ADVERTISE,
          SelectedListenerFailureBehavior.ACCEPT,
          "h2",
          "http/1.1");

  private final SslContext context;

  /** A context that shows {@code identity} to clients; see {@link #obstacle} first. */
  BoringSslContext(Certificates.Identity identity) {
    try {
      context =
          SslContextBuilder.forServer(identity.key(), identity.chain())
              // freed when we say so, not when the garbage collector does
              .sslProvider(SslProvider.OPENSSL_REFCNT)
              .protocols(JdkTlsContext.PROTOCOLS)
              .ciphers(JdkTlsContext.CIPHER_SUITES)
              .applicationProtocolConfig(ALPN)
              .build();
    } catch (SSLException e) {
      throw new IllegalStateException("BoringSSL does not take the certificate", e);
    }
  }

  /**
   * Why BoringSSL cannot be used on this machine.
   *
   * @return null if it can
   */
  public static String obstacle() {
    return OpenSsl.isAvailable()
        ? null
        : "no BoringSSL for this platform, only for linux-x86_64 (netty-tcnative)";
  }

  /** What does TLS for one client just accepted; frees its engine when it leaves its pipeline. */
  public SslHandler newHandler(ByteBufAllocator buffers) {
    return context.newHandler(buffers);
  }

  /**
   * @throws UnsupportedOperationException always
   */
  @Override
  public TlsCodec newCodec() {
    throw new UnsupportedOperationException("BoringSSL is driven by Netty only, it has no codec");
  }

  @Override
  public void close() {
    ReferenceCountUtil.release(context);
  }
}
