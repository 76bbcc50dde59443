package h2lab.analysis.check;

import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.RecordedClient;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RecordingFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of one client, from its first to its last.
 *
 * @param clientId 1 for the first client accepted, and so on: unlike the number in the recording it
 *     does not depend on what the process did before
 */
public record ActionSequence(long clientId, List<Step> steps) {
  public ActionSequence {
    steps = List.copyOf(steps);
  }

  /**
   * The sequences of all clients that took a step, in the order of their accepts.
   *
   * @throws IncompleteSequence if the recording lacks steps
   */
  public static List<ActionSequence> of(Recording recording)
      throws RecordingFault, IncompleteSequence {
    Map<Long, Step[]> stepsByClient = room(recording);
    recording.forEach(
        row -> {
          if (row instanceof ActionRow action) {
            enter(action, stepsByClient.get(action.clientId()));
          }
        });
    List<ActionSequence> sequences = new ArrayList<>();
    for (Step[] steps : stepsByClient.values()) {
      if (Arrays.asList(steps).contains(null)) {
        throw new IncompleteSequence("its steps are not numbered without gaps");
      }
      sequences.add(new ActionSequence(sequences.size() + 1, List.of(steps)));
    }
    return sequences;
  }

  private static Map<Long, Step[]> room(Recording recording) throws IncompleteSequence {
    if (recording.lost().any()) {
      throw new IncompleteSequence(recording.lost().warning());
    }
    Map<Long, Step[]> stepsByClient = new LinkedHashMap<>();
    for (RecordedClient client : recording.clients()) {
      if (client.steps() > 0 && !client.acceptRecorded()) {
        throw new IncompleteSequence("it began when a client was already connected");
      }
      if (client.steps() > 0) {
        stepsByClient.put(client.clientId(), new Step[Math.toIntExact(client.steps())]);
      }
    }
    return stepsByClient;
  }

  private static void enter(ActionRow row, Step[] steps) {
    if (row.step() >= 1 && row.step() <= steps.length) {
      steps[(int) row.step() - 1] = new Step(row.facts(), row.action());
    }
  }
}
