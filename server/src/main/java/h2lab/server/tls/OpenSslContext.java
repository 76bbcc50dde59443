package h2lab.server.tls;

import java.lang.foreign.Arena;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * TLS by OpenSSL 3 for all clients of a server: one {@code SSL_CTX}, set up as {@link
 * JdkTlsContext} is. Clients resume sessions by tickets; the context keeps no sessions.
 */
final class OpenSslContext implements TlsContext {
  private static final int TLS_1_2 = 0x0303;
  private static final int TLS_1_3 = 0x0304;
  private static final String CIPHER_SUITES_1_3 =
      "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";

  /** {@link JdkTlsContext#CIPHER_SUITES} by OpenSSL's names. */
  private static final String CIPHER_SUITES_1_2 =
      "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256"
          + ":ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384"
          + ":ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

  private final Arena callbacks = Arena.ofShared(); // the thread that closes is another
  private final MemoryBios bios = new MemoryBios();
  private long context;

  /**
   * A context that shows {@code identity} to clients.
   *
   * @throws IllegalStateException if OpenSSL does not take it, for example for a key too short
   */
  OpenSslContext(Certificates.Identity identity) {
    this(context -> context.show(identity));
  }

  /** A context that shows clients a certificate for localhost, made now. */
  static OpenSslContext selfSigned() {
    return new OpenSslContext(OpenSslContext::showSelfSigned);
  }

  private OpenSslContext(Consumer<OpenSslContext> identity) {
    LibCrypto.clearErrors();
    context = LibSslContext.newContext();
    try {
      require(context != 0, "has no context");
      configure();
      identity.accept(this);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void configure() {
    require(
        LibSslContext.control(context, LibSslContext.SET_LEAST_VERSION, TLS_1_2, 0) == 1
            && LibSslContext.control(context, LibSslContext.SET_LAST_VERSION, TLS_1_3, 0) == 1,
        "does not take the versions");
    require(
        LibSslContext.setCipherSuites(context, CIPHER_SUITES_1_2, CIPHER_SUITES_1_3),
        "does not take the cipher suites");
    require(LibSslContext.setTickets(context, 1), "does not take the tickets"); // as the JDK
    LibSslContext.setOptions(
        context,
        LibSslContext.NO_COMPRESSION
            | LibSslContext.NO_RENEGOTIATION
            | LibSslContext.SERVER_PREFERENCE);
    LibSslContext.control(context, LibSslContext.SET_SESSION_CACHE_MODE, 0, 0); // off
    LibSslContext.setAlpnCallback(context, AlpnCallback.stub(callbacks));
  }

  private void show(Certificates.Identity identity) {
    try {
      X509Certificate[] chain = identity.chain();
      withCertificate(LibCrypto.newCertificate(chain[0].getEncoded()), this::useCertificate);
      for (int i = 1; i < chain.length; i++) {
        withCertificate(LibCrypto.newCertificate(chain[i].getEncoded()), this::addToChain);
      }
      withKey(LibCrypto.newKey(identity.key().getEncoded()), this::useKey);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without DER", e);
    }
  }

  /** By OpenSSL alone: what the JDK loads and computes for one takes longer than all else here. */
  private void showSelfSigned() {
    withKey(
        LibCrypto.newKey(),
        key -> {
          withCertificate(SelfSigned.certificate(key), this::useCertificate);
          return useKey(key);
        });
  }

  private boolean useCertificate(long certificate) {
    return LibSslContext.useCertificate(context, certificate);
  }

  /** The context counts a reference of its own. */
  private boolean addToChain(long certificate) {
    return LibSslContext.control(context, LibSslContext.ADD_CHAIN_CERTIFICATE, 1, certificate) == 1;
  }

  private boolean useKey(long key) {
    return LibSslContext.useKey(context, key);
  }

  /** Frees the certificate when it has been used. */
  private static void withCertificate(long certificate, LongPredicate use) {
    try {
      require(certificate != 0 && use.test(certificate), "does not take the certificate");
    } finally {
      LibCrypto.freeCertificate(certificate);
    }
  }

  /** Frees the key when it has been used. */
  private static void withKey(long key, LongPredicate use) {
    try {
      require(key != 0 && use.test(key), "does not take the private key");
    } finally {
      LibCrypto.freeKey(key);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException("OpenSSL " + otherwise + ": " + LibCrypto.takeError());
    }
  }

  @Override
  public TlsCodec newCodec() {
    if (context == 0) {
      throw new IllegalStateException("this context is closed");
    }
    return new OpenSslTls(context, bios);
  }

  /** Frees the {@code SSL_CTX} and the callback's stub; again, it does nothing. */
  @Override
  public void close() {
    if (callbacks.scope().isAlive()) {
      LibSslContext.free(context);
      context = 0;
      bios.close();
      callbacks.close();
    }
  }
}
