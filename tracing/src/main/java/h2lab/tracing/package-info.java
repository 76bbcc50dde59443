/**
 * The JDK Flight Recorder events that instrument the servers, and what a dispatch method calls to
 * emit them.
 *
 * <table>
 *   <caption>Events, in the order a client meets them</caption>
 *   <tr><th>event</th><th>emitted when</th><th>level</th></tr>
 *   <tr><td>{@link h2lab.tracing.TrialEvent h2lab.Trial}</td><td>every chunk of a recording: factor
 *   levels and environment</td><td>bytes</td></tr>
 *   <tr><td>{@link h2lab.tracing.FactEvent h2lab.Fact}</td><td>every chunk: a fact a client can
 *   have, its mark and meaning</td><td>bytes</td></tr>
 *   <tr><td>{@link h2lab.tracing.ActionRowEvent h2lab.ActionRow}</td><td>every chunk: a row of the
 *   action table, in its order</td><td>bytes</td></tr>
 *   <tr><td>{@link h2lab.tracing.ClientStateEvent h2lab.ClientState}</td><td>a client's life
 *   changes: accepted, handshaken, open, draining, closed, refused; and why</td><td>bytes</td></tr>
 *   <tr><td>{@link h2lab.tracing.BytesReadEvent h2lab.BytesRead}</td><td>octets moved inwards past a
 *   numbered point of the flow</td><td>bytes</td></tr>
 *   <tr><td>{@link h2lab.tracing.BytesWrittenEvent h2lab.BytesWritten}</td><td>octets moved outwards
 *   past a numbered point of the flow</td><td>bytes</td></tr>
 *   <tr><td>{@link h2lab.tracing.QueueDepthEvent h2lab.QueueDepth}</td><td>each second for each
 *   client: octets waiting</td><td>bytes</td></tr>
 *   <tr><td>{@link h2lab.tracing.ActionEvent h2lab.Action}</td><td>an action of a client was
 *   selected</td><td>actions</td></tr>
 *   <tr><td>{@link h2lab.tracing.FrameEvent h2lab.Frames}</td><td>a step ended: the HTTP/2 frames of
 *   one type it received or sent, counted</td><td>full</td></tr>
 * </table>
 *
 * <p>All dispatch methods emit all of them. Levels include the ones before; only {@code profile}
 * has the trial and nothing else of these, beside the JDK's {@code jdk.CPUTimeSample}. See {@link
 * h2lab.tracing.Level}. A recording needs nothing else to be understood: facts and action rows name
 * themselves in it.
 */
package h2lab.tracing;
