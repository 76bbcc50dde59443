package h2lab.analysis.check.trace;

import h2lab.tracing.Level;

/** What must be true of every recording, and from which level on that can be seen. */
public enum Rule {
  NO_GAP(Level.ACTIONS, "the steps of a client are numbered from 1 without gaps, to its close"),
  ONCE(Level.ACTIONS, "a step is taken once"),
  IN_TABLE(Level.ACTIONS, "facts and actions are those of the table"),
  BEGINS(Level.ACTIONS, "a client begins with the facts that hold at first"),
  ENABLED(Level.ACTIONS, "the facts hold that the action needs, and none that it forbids"),
  FIRST_ENABLED(Level.ACTIONS, "no row above that of the action holds"),
  SHOWN(Level.ACTIONS, "while a fact says that octets wait, some do"),
  COVERED(Level.ACTIONS, "octets that wait are known by a fact, so that somebody moves them"),
  GAINED(Level.ACTIONS, "facts begin to hold only by what the action may do, or others meanwhile"),
  LOST(Level.ACTIONS, "facts cease to hold only by what the action may do, or others meanwhile"),
  DONE(Level.ACTIONS, "the action did what it always does, unless it failed"),
  PROGRESS(Level.ACTIONS, "every action but waiting changes a fact, moves octets or tells a state"),
  POINTS(Level.ACTIONS, "octets pass only the points that the action moves them past"),
  TO_DECRYPT(Level.BYTES, "what comes in at 1 goes on at 2, is discarded, or waits"),
  TO_ENCRYPT(Level.BYTES, "what the core replies at U goes on at 4, is discarded, or waits"),
  TO_WRITE(Level.BYTES, "what comes out at 5, in cleartext at U, goes on at 6 or waits"),
  LIFE(Level.BYTES, "a client's states follow each other as they may, from its accept"),
  ENDS(Level.ACTIONS, "a client ends by an action that ends it, takes none after, and is closed"),
  REPLIES(Level.FULL, "the frames sent are all the octets that the core replied at U"),
  ANSWERED(Level.FULL, "each whole request was answered by one header section, and no other"),
  STREAMS(Level.FULL, "the streams answered are those that asked, by the sum of their ids");

  private final Level level;
  private final String says;

  Rule(Level level, String says) {
    this.level = level;
    this.says = says;
  }

  /** The lowest level at which recordings show whether it holds. */
  public Level level() {
    return level;
  }

  /** The rule, as a sentence without its full stop. */
  public String says() {
    return says;
  }
}
