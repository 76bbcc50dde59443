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
 *   <tr><td>4.3, 6.10 order of frames</td><td>{@code ConnectionPhase} (table)</td></tr>
 *   <tr><td>4.3 field blocks, RFC 7541</td><td>{@code FieldSections}, {@link
 *   h2lab.server.http2.hpack}</td></tr>
 *   <tr><td>5.1 stream states</td><td>{@code StreamState} (table), {@code Streams}, {@code
 *   StreamRules}</td></tr>
 *   <tr><td>5.2, 6.9 flow control of what we send</td><td>{@code Window}, {@code
 *   Responses}</td></tr>
 *   <tr><td>5.2, 6.9 flow control of what we receive</td><td>{@code ReceiveWindow}, {@code
 *   Uploads}</td></tr>
 *   <tr><td>6.1 DATA, 6.2 HEADERS, 6.4 RST_STREAM</td><td>{@code RequestReception}</td></tr>
 *   <tr><td>6.3 PRIORITY to 6.9 WINDOW_UPDATE</td><td>{@code FrameReception}</td></tr>
 *   <tr><td>6.5 SETTINGS</td><td>{@code Settings}</td></tr>
 *   <tr><td>6.8 GOAWAY, 5.4.1</td><td>{@code ConnectionEnd}</td></tr>
 *   <tr><td>7 error codes</td><td>{@link h2lab.server.http2.ErrorCode}</td></tr>
 *   <tr><td>8.1 requests and trailers, 8.2 fields, 8.3 control data</td><td>{@code RequestFields},
 *   {@code FieldRules}</td></tr>
 *   <tr><td>8.1 the response</td><td>{@link h2lab.server.http2.Answer}, {@code Content}, {@code
 *   ReplyFrames}, {@code HelloResponse}</td></tr>
 *   <tr><td>10.5 denial of service</td><td>{@link h2lab.server.http2.Limits}, {@link
 *   h2lab.server.http2.Nuisance} (table), {@code Budgets}</td></tr>
 * </table>
 *
 * <p>Left out, as a server without push may: PUSH_PROMISE, and a dynamic table for what we send.
 * The time is the caller's: it ends those who do not acknowledge SETTINGS, or move nothing.
 */
package h2lab.server.http2;
