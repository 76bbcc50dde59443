package h2lab.analysis.recording;

import java.time.Instant;
import java.util.List;

/**
 * A client of a recording.
 *
 * @param acceptedAt where its times count from
 * @param acceptRecorded false if the recording began later; {@code acceptedAt} is then the time of
 *     its first row
 * @param steps actions recorded; 0 if the recording has no actions
 * @param states in the order they came
 */
public record RecordedClient(
    long clientId,
    int remotePort,
    Instant acceptedAt,
    boolean acceptRecorded,
    long steps,
    List<StateRow> states) {}
