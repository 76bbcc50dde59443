/**
 * TLS without I/O, behind {@link h2lab.server.tls.TlsCodec}: the engine of the JDK, the certificate
 * it shows, and what RFC 9113 section 9.2 demands of it.
 */
package h2lab.server.tls;
