/**
 * A reader of flight recordings for our own events, several times as fast as the JDK's because it
 * makes no object for an event: {@link h2lab.analysis.recording.chunk.ChunkReader} hands over one
 * {@link h2lab.analysis.recording.chunk.EventCursor} again and again.
 *
 * <pre>
 *  file = chunk chunk ...        chunk = header (68 octets), events
 *  event = size, type, fields    type 0: metadata, 1: constant pools, others as the metadata says
 * </pre>
 *
 * Numbers are LEB128. A text stands in its event if it is short, and else in a pool of the chunk,
 * by number. Pools are linked backwards from the header, so each chunk explains itself.
 *
 * <p>Only what the JDK 25 writes is known here. Of anything else ({@link
 * h2lab.analysis.recording.chunk.UnknownContent}) the JDK's reader has to make sense.
 */
package h2lab.analysis.recording.chunk;
