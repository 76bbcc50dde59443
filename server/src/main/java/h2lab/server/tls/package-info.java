/**
 * TLS without I/O, behind {@link h2lab.server.tls.TlsCodec}: the engines, the certificate they
 * show, and what RFC 9113 section 9.2 demands of them.
 *
 * <ul>
 *   <li>{@code jdk}: {@code JdkTls} by {@code JdkTlsContext}.
 *   <li>{@code bc}: the same two with Bouncy Castle's provider.
 *   <li>{@code openssl}: {@code OpenSslTls} by {@code OpenSslContext}, through {@code LibSsl},
 *       {@code LibSslContext} and {@code LibCrypto}, which are OpenSSL's functions in Java's types,
 *       each a {@code NativeFunction}; {@code SelfSigned} is the certificate it makes for itself.
 * </ul>
 */
package h2lab.server.tls;
