package h2lab.analysis.check;

/** A recording lacks steps, so nothing can be said about its sequences. The message says why. */
public final class IncompleteSequence extends Exception {
  private static final long serialVersionUID = 1;

  IncompleteSequence(String why) {
    super(why);
  }
}
