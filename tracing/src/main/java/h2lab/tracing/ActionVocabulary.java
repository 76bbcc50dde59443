package h2lab.tracing;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.FlightRecorder;

/**
 * The facts and the action table of a dispatch method, as recordings name them.
 *
 * <p>A set of facts is an int whose bit n is the fact of order n; in a recording it is the marks of
 * the facts it has. Strings of up to 16 characters are what JFR stores inline, hence at most 16
 * facts of one character each.
 */
public final class ActionVocabulary {
  /** A fact: its one-character mark, name, meaning, and what must be true of it. */
  public record Fact(char mark, String name, String means, FactRules rules) {
    /** A fact without rules. */
    public Fact(char mark, String name, String means) {
      this(mark, name, means, FactRules.NONE);
    }
  }

  /** A row of the action table: the fact sets it needs and forbids, and what it changes. */
  public record Row(String action, int needs, int without, String means, ActionEffect effect) {
    /** A row that does not tell what it changes. */
    public Row(String action, int needs, int without, String means) {
      this(action, needs, without, means, ActionEffect.UNTOLD);
    }
  }

  private static final int MOST_FACTS = 16;

  private final List<Fact> facts;
  private final List<Row> rows;
  private final String[] actions;
  private final String[] marks;

  /**
   * @param facts in the order of their bits, at most 16, marks distinct
   * @param rows in the order of the table
   */
  public ActionVocabulary(List<Fact> facts, List<Row> rows) {
    if (facts.size() > MOST_FACTS
        || facts.stream().map(Fact::mark).distinct().count() != facts.size()) {
      throw new IllegalArgumentException("at most 16 facts with distinct marks, got " + facts);
    }
    this.facts = List.copyOf(facts);
    this.rows = List.copyOf(rows);
    this.actions = rows.stream().map(Row::action).toArray(String[]::new);
    this.marks = new String[1 << facts.size()];
  }

  /** The marks of a set of facts, for example {@code "16"}; empty for none. */
  public String marks(int set) {
    String known = marks[set];
    return known != null ? known : (marks[set] = spell(set));
  }

  /** The name of the action in row {@code order} of the table. */
  String action(int order) {
    return actions[order];
  }

  private String spell(int set) {
    StringBuilder spelled = new StringBuilder();
    for (int bit = 0; bit < facts.size(); bit++) {
      if ((set & 1 << bit) != 0) {
        spelled.append(facts.get(bit).mark());
      }
    }
    return spelled.toString().intern();
  }

  private static final java.util.Set<ActionVocabulary> REGISTERED = ConcurrentHashMap.newKeySet();

  /**
   * Describes this vocabulary in every chunk of every recording from now on. Calling it again does
   * nothing.
   */
  public void describeInRecordings() {
    if (REGISTERED.add(this)) {
      FirstRecording.prepare(
          () -> {
            FlightRecorder.addPeriodicEvent(FactEvent.class, this::emitFacts);
            FlightRecorder.addPeriodicEvent(ActionRowEvent.class, this::emitRows);
          });
    }
  }

  private void emitFacts() {
    for (int order = 0; order < facts.size(); order++) {
      FactEvent event = new FactEvent();
      event.order = order;
      event.mark = String.valueOf(facts.get(order).mark());
      event.name = facts.get(order).name();
      event.means = facts.get(order).means();
      FactRules rules = facts.get(order).rules();
      event.first = rules.first().name();
      event.tellsOf = rules.excuses() ? "failure" : "";
      event.shows = FactRules.labels(rules.shows());
      event.covers = FactRules.labels(rules.covers());
      event.commit();
    }
  }

  private void describe(ActionEffect effect, ActionRowEvent event) {
    if (effect.course() != null) {
      event.course = effect.course().name();
      event.adds = marks(effect.adds());
      event.removes = marks(effect.removes());
      event.mayAdd = marks(effect.mayAdd());
      event.mayRemove = marks(effect.mayRemove());
      event.moves = effect.marksOfPoints();
    }
  }

  private void emitRows() {
    for (int order = 0; order < rows.size(); order++) {
      Row row = rows.get(order);
      ActionRowEvent event = new ActionRowEvent();
      event.order = order;
      event.action = row.action();
      event.needs = marks(row.needs());
      event.without = marks(row.without());
      event.means = row.means();
      describe(row.effect(), event);
      event.commit();
    }
  }
}
