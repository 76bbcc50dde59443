/**
 * Recordings made of what is left: chunks of a server that was killed, files that were cut or
 * damaged. {@link h2lab.analysis.recovery.Remains} finds the pieces, {@link
 * h2lab.analysis.recovery.ChunkMending} makes each a chunk that the JDK's reader reads to its end,
 * and {@link h2lab.analysis.recovery.Recovery} joins them.
 *
 * <p>A chunk is a header of 68 octets and events. About once a second JFR writes a flush point: the
 * constants that the events so far refer to, and where they are. A chunk that ends at one is whole,
 * so what cannot be saved are the events after the last.
 */
package h2lab.analysis.recovery;
