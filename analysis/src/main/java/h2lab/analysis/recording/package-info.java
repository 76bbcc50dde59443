/**
 * Recordings of h2lab as rows: {@link h2lab.analysis.recording.Recording} opens one and streams its
 * {@link h2lab.analysis.recording.ClientRow rows}; what is known of it as a whole (trial, facts,
 * action table, clients, lost events) is there at once.
 *
 * <p>The components of a row are the fields of its event in {@code h2lab.tracing}, by the same
 * names, and {@code timeNanos} from the accept of the client.
 */
package h2lab.analysis.recording;
