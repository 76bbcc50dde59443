/**
 * The server side of HTTP/2 without I/O: octets in, occurrences out, replies collected. No channel,
 * socket, TLS engine, thread or clock; the caller owns every buffer. Every dispatch method shares
 * it.
 *
 * <table>
 *   <caption>Where RFC 9113 is</caption>
 *   <tr><th>section</th><th>class</th></tr>
 *   <tr><td>3.4 connection preface</td><td>{@code Preface}</td></tr>
 *   <tr><td>4.1 frame format</td><td>{@code FrameHeader}</td></tr>
 *   <tr><td>4.2 frame size, 6 lengths and streams each frame type allows</td><td>{@code FrameType}
 *   (table)</td></tr>
 *   <tr><td>4.3, 6.10 header blocks, CONTINUATION; order of frames</td><td>{@link
 *   h2lab.server.http2.Http2Connection}</td></tr>
 *   <tr><td>5.1 stream states</td><td>{@code StreamState} (table), {@code RequestStreams}</td></tr>
 *   <tr><td>5.2, 6.9 flow control</td><td>{@code Window}, {@code RequestStreams}</td></tr>
 *   <tr><td>6.5 SETTINGS</td><td>{@code Settings}</td></tr>
 *   <tr><td>6.7 PING, 6.8 GOAWAY</td><td>{@link h2lab.server.http2.Http2Connection}</td></tr>
 *   <tr><td>7 error codes</td><td>{@link h2lab.server.http2.ErrorCode}</td></tr>
 *   <tr><td>8.1 the response</td><td>{@code ReplyFrames}, {@code HelloResponse}</td></tr>
 * </table>
 *
 * <p>Left out so far: field sections are not decoded (every request gets the same answer, and an
 * answer uses no dynamic table), so malformed ones (RFC 7541, sections 8.2 and 8.3) go unnoticed;
 * the acknowledgement of our SETTINGS is not waited for.
 */
package h2lab.server.http2;
