package h2lab.analysis.check.trace;

import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.BytesRow;
import h2lab.analysis.recording.ClientRow;
import h2lab.analysis.recording.FrameRow;
import h2lab.analysis.recording.StateRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Ways to corrupt a recording of async-custom over TLS, each with the rule that must catch it. */
enum Corruption {
  STEP_DROPPED(Rule.NO_GAP, "an action is missing", run -> run.without(run.action("ENCRYPT_DATA"))),
  END_DROPPED(
      Rule.NO_GAP,
      "the last three actions are missing",
      run -> run.without(run.steps().subList(run.steps().size() - 3, run.steps().size()))),
  STEP_TWICE(Rule.ONCE, "an action is there twice", run -> run.with(run.action("ENCRYPT_DATA"))),
  ACTION_UNKNOWN(
      Rule.IN_TABLE,
      "an action is none of the table",
      run -> run.taking(run.action("ENCRYPT_DATA"), "ENCRYPT_TWICE")),
  FACT_UNKNOWN(
      Rule.IN_TABLE,
      "a fact is none of the table",
      run -> run.holding(run.action("ENCRYPT_DATA"), "?RU4W6")),
  FIRST_FACTS_CHANGED(
      Rule.BEGINS,
      "a client begins without a fact that holds at first",
      run -> run.losing(run.step(1), "W")),
  ACTION_NOT_ENABLED(
      Rule.ENABLED,
      "another action is taken, whose facts do not hold",
      run -> run.taking(run.action("ENCRYPT_DATA"), "DECRYPT")),
  ACTION_NOT_FIRST(
      Rule.FIRST_ENABLED,
      "another action is taken, below the first that holds",
      run -> run.taking(run.action("ENCRYPT_DATA"), "WAIT")),
  STEPS_SWAPPED(
      Rule.GAINED,
      "two actions have each other's place",
      run -> run.swapped(run.action("PROCESS_DATA_ON_SOCKET"))),
  FACT_ADDED(
      Rule.GAINED,
      "a fact holds that the action cannot add",
      run -> run.gaining(run.after("ENCRYPT_DATA"), "1")),
  FACT_REMOVED(
      Rule.LOST,
      "a fact is gone that the action cannot remove",
      run -> run.losing(run.after("DECRYPT"), "W")),
  FACT_LEFT(
      Rule.DONE,
      "a fact still holds that the action always removes",
      run -> run.gaining(run.after("PROCESS_DATA_ON_SOCKET"), "1")),
  FACT_UNTRUE(
      Rule.SHOWN,
      "a fact says that octets wait to be written, and none do",
      run -> run.gaining(run.after("PROCESS_FRAMES", "ENCRYPT_DATA"), "E")),
  WAKE_UP_LOST(
      Rule.COVERED,
      "the client waits, with octets to write that no fact knows of",
      run ->
          run.replaced(
              run.after("ENCRYPT_DATA"),
              row -> Rows.action(row, row.facts().replace("E", ""), "WAIT"))),
  ACTION_WITHOUT_EFFECT(
      Rule.PROGRESS,
      "an action is selected, but does nothing",
      run -> run.doneTwice(run.action("ENCRYPT_DATA"))),
  OCTETS_ELSEWHERE(
      Rule.POINTS,
      "octets are written by an action that does not write",
      run -> run.moved(run.bytes("6 peer out"), -1)),
  READ_OCTETS_CHANGED(
      Rule.TO_DECRYPT,
      "more octets are decrypted than came in",
      run -> run.changed(run.bytes("2 to decrypt"), 7)),
  READ_OCTETS_DROPPED(
      Rule.TO_DECRYPT,
      "octets that came in are missing",
      run -> run.without(run.bytes("2 to decrypt"))),
  REPLY_OCTETS_CHANGED(
      Rule.TO_ENCRYPT,
      "fewer octets are encrypted than the core replied",
      run -> run.changed(run.bytes("4 to encrypt"), -7)),
  WRITTEN_OCTETS_CHANGED(
      Rule.TO_WRITE,
      "fewer octets are written than were encrypted",
      run -> run.changed(run.bytes("6 peer out"), -7)),
  WRITTEN_TWICE(
      Rule.TO_WRITE, "octets are written twice", run -> run.with(run.bytes("6 peer out"))),
  LEVEL_CHANGED(
      Rule.TO_WRITE,
      "more octets wait than came out of TLS",
      run -> run.waiting(run.after("ENCRYPT_DATA"), 9)),
  ACCEPT_DROPPED(Rule.LIFE, "the accept is missing", run -> run.without(run.state("ACCEPTED"))),
  HANDSHAKE_TWICE(
      Rule.LIFE, "the handshake is done twice", run -> run.with(run.state("HANDSHAKEN"))),
  CLOSE_DROPPED(Rule.ENDS, "the close is missing", run -> run.without(run.state("CLOSED"))),
  CLOSED_BEFORE_THE_END(
      Rule.ENDS,
      "the client is closed by no action that ends it",
      run ->
          run.without(run.steps().getLast())
              .replaced(run.state("CLOSED"), row -> Rows.atStep(row, Rows.step(row) - 1))),
  FRAMES_DROPPED(
      Rule.REPLIES, "frames sent are missing", run -> run.without(run.framesOut("DATA"))),
  RESPONSE_DOUBLED(Rule.ANSWERED, "a request is answered twice", run -> run.answered(1, 1)),
  RESPONSE_DROPPED(Rule.ANSWERED, "a request is not answered", run -> run.answered(-1, -1)),
  RESPONSE_ELSEWHERE(
      Rule.STREAMS, "a request is answered on another stream", run -> run.answered(0, 2));

  /** The rows of one client, to be corrupted. */
  record Run(List<ClientRow> rows) {
    /** Its actions by step. */
    List<ActionRow> steps() {
      return rows.stream()
          .filter(ActionRow.class::isInstance)
          .map(ActionRow.class::cast)
          .sorted(java.util.Comparator.comparingLong(ActionRow::step))
          .toList();
    }

    private <T> T inTheMiddle(List<T> found, String what) {
      if (found.isEmpty()) {
        throw new AssertionError("the recording has no " + what);
      }
      return found.get(found.size() / 2);
    }

    ActionRow step(long step) {
      return steps().get((int) step - 1);
    }

    ActionRow action(String action) {
      return inTheMiddle(
          steps().stream().filter(row -> row.action().equals(action)).toList(), action);
    }

    /** The step after one with this action. */
    ActionRow after(String action) {
      return step(action(action).step() + 1);
    }

    ActionRow after(String action, String next) {
      List<ActionRow> steps = steps();
      return inTheMiddle(
          steps.stream()
              .filter(row -> row.action().equals(next) && row.step() > 1)
              .filter(row -> step(row.step() - 1).action().equals(action))
              .toList(),
          next);
    }

    BytesRow bytes(String point) {
      return inTheMiddle(
          rows.stream()
              .filter(BytesRow.class::isInstance)
              .map(BytesRow.class::cast)
              .filter(row -> row.point().equals(point) && row.octets() > 10)
              .toList(),
          point);
    }

    FrameRow framesOut(String type) {
      return inTheMiddle(
          rows.stream()
              .filter(FrameRow.class::isInstance)
              .map(FrameRow.class::cast)
              .filter(row -> row.direction().equals("out") && row.type().equals(type))
              .toList(),
          type);
    }

    StateRow state(String state) {
      return inTheMiddle(
          rows.stream()
              .filter(StateRow.class::isInstance)
              .map(StateRow.class::cast)
              .filter(row -> row.state().equals(state))
              .toList(),
          state);
    }

    Run without(ClientRow row) {
      return without(List.of(row));
    }

    Run without(List<? extends ClientRow> missing) {
      return new Run(rows.stream().filter(row -> !missing.contains(row)).toList());
    }

    Run with(ClientRow doubled) {
      List<ClientRow> more = new ArrayList<>(rows);
      more.add(more.indexOf(doubled), doubled);
      return new Run(more);
    }

    <R extends ClientRow> Run replaced(R row, Function<R, ClientRow> change) {
      return mapped(row::equals, any -> change.apply(row));
    }

    private Run mapped(Predicate<ClientRow> which, Function<ClientRow, ClientRow> change) {
      return new Run(
          rows.stream()
              .map(row -> which.test(row) ? change.apply(row) : row)
              .collect(Collectors.toList()));
    }

    Run taking(ActionRow row, String action) {
      return replaced(row, step -> Rows.action(step, step.facts(), action));
    }

    Run holding(ActionRow row, String facts) {
      return replaced(row, step -> Rows.action(step, facts, step.action()));
    }

    Run gaining(ActionRow row, String mark) {
      return holding(row, row.facts() + mark);
    }

    Run losing(ActionRow row, String mark) {
      return holding(row, row.facts().replace(mark, ""));
    }

    /** A step and the one after it. */
    Run swapped(ActionRow row) {
      ActionRow next = step(row.step() + 1);
      return mapped(
          one -> one.equals(row) || one.equals(next),
          one -> Rows.atStep(one, one.equals(row) ? next.step() : row.step()));
    }

    /** A step is taken twice, and all that it moved is moved by the second. */
    Run doneTwice(ActionRow row) {
      Run later =
          mapped(one -> Rows.step(one) >= row.step(), one -> Rows.atStep(one, Rows.step(one) + 1));
      List<ClientRow> more = new ArrayList<>(later.rows);
      more.add(0, row);
      return new Run(more);
    }

    Run moved(BytesRow row, int steps) {
      return replaced(row, one -> Rows.atStep(one, one.step() + steps));
    }

    Run changed(BytesRow row, int octets) {
      return replaced(row, one -> Rows.octets(one, one.octets() + octets));
    }

    Run waiting(ActionRow row, int octets) {
      return replaced(
          row,
          a ->
              new ActionRow(
                  a.clientId(),
                  a.step(),
                  a.timeNanos(),
                  a.facts(),
                  a.action(),
                  a.tlsPending(),
                  a.toEncrypt(),
                  a.toWrite() + octets,
                  a.writeChunks()));
    }

    /** So many responses more, and so much more in the sum of their ids. */
    Run answered(int more, int sum) {
      return replaced(
          framesOut("HEADERS"),
          row -> Rows.frames(row, row.count() + more, row.streamIdSum() + sum));
    }
  }

  final Rule caughtBy;
  final String means;
  private final Function<Run, Run> corrupt;

  Corruption(Rule caughtBy, String means, Function<Run, Run> corrupt) {
    this.caughtBy = caughtBy;
    this.means = means;
    this.corrupt = corrupt;
  }

  Run of(Run sound) {
    return corrupt.apply(sound);
  }
}
