/**
 * Complete HTTP/2 libraries as the protocol in place of our core, so that ease and speed can be
 * compared: {@link h2lab.server.library.NettyHttp2}.
 */
package h2lab.server.library;
