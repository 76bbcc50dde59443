/**
 * The embedded load generator, {@code h2lab load}: HTTP/2 clients that make as many requests as are
 * answered, or as many as a schedule says, and count and time what comes of them.
 *
 * <h2>How it is built</h2>
 *
 * <pre>
 *  LoadCommand -> LoadPlan -> LoadRun --(threads)--> LoadLoop --(selector)--> LoadClient
 *                                                       |                        |
 *                  LoadSummary, LoadJson <- LoadResult <- Tally <- Conversation <-+-> Wire -> socket
 * </pre>
 *
 * <ul>
 *   <li>{@code LoadLoop} is one thread with one selector; {@code LoadClient} one connection of it.
 *       Per wake-up a client reads all there is, parses it, and writes the requests that became
 *       possible as one batch: one TLS record, one write.
 *   <li>{@code Conversation} is HTTP/2 as RFC 9113 has it for a client, without a socket: {@code
 *       ResponseFrames} cuts frames, {@code ResponseFields} finds status and content-length, {@code
 *       RequestFrames} copies prebuilt requests, {@code OpenStreams} remembers when each began and
 *       what has come of it.
 *   <li>Content: responses are taken in any length and not kept; {@code Windows} says how far the
 *       server may be ahead, {@code ConnectionWindow} and {@code OpenStreams} when it is told to go
 *       on. {@code Uploads} sends {@code RequestContent}, a frame of each stream in turn.
 *   <li>{@code Pace} decides when requests begin: {@code RequestShares} ({@code -n}), {@code
 *       UntilStopped} ({@code -D}), {@code ArrivalSchedule} ({@code --rate}).
 *   <li>{@code Wire} is the socket, in cleartext or with TLS by the JDK's engine.
 * </ul>
 *
 * <p>In the steady state nothing is allocated per request; the JDK's TLS engine allocates some per
 * record. A response header block that was seen before is not decoded again, unless the dynamic
 * table has changed since.
 *
 * <h2>How it measures</h2>
 *
 * <ul>
 *   <li>Without {@code --rate} the loop is closed: a client sends a request when one is answered,
 *       and request times go from sending to END_STREAM. A server that stalls is asked less
 *       meanwhile, so a stall weighs little in the percentiles.
 *   <li>With {@code --rate} it is open: each request has a time at which it is meant to begin, and
 *       its request time counts from there, whether it was late because of the server or because
 *       {@code -m} streams were open already. Exactly the scheduled requests are made; the run goes
 *       on until they are answered, or for {@code --timeout} after the last. Those given up count
 *       in the percentiles with the time they had waited. Below a millisecond to the next request
 *       the loop polls rather than sleeps, since a sleep is not exact.
 *   <li>The clock starts when the first client is ready (TCP, TLS, SETTINGS). The measured phase
 *       begins after the warm-up. With {@code -D} what is answered in it counts; with {@code -n} it
 *       ends with the last answer. Octets are those of HTTP/2, before encryption.
 *   <li>Counts are h2load's: failed includes errored, errored includes timeout. Unlike h2load only
 *       2xx is success, and requests a client never came to send, since it could not connect or
 *       waited in vain, count as failed with {@code -D} too: {@code -m} of them per client.
 *   <li>A clock reading serves all responses of one read, and all requests of one batch.
 * </ul>
 *
 * <h2>What it does not do</h2>
 *
 * <p>Other methods than GET and POST, several URLs, HTTP/1.1 and its upgrade, certificate checks,
 * session resumption, server push. Lost connections are not made again, except when stream ids are
 * used up. The JVM that makes the load compiles itself first: that is the user's to skip with
 * {@code --warm-up-time}; the slices in the JSON show whether it was enough. For that the warm-up
 * runs the very code that measures: it is counted too, and forgotten.
 */
package h2lab.server.load;
