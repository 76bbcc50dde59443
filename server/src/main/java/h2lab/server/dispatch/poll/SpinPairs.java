package h2lab.server.dispatch.poll;

/**
 * What pairs of samples tell of a loop, one asleep and one spinning each: whether spinning pays,
 * and how much the loop has to rest meanwhile.
 */
final class SpinPairs {
  /**
   * How many times the requests spinning has to serve for each time the processor time that a
   * request takes then. Where client and server take turns, it serves more than twice as many, for
   * 0.9 to 1.4 times the time each, since sleeping and waking have a price as well; elsewhere it
   * serves a tenth more for 1.3 to 3 times the time.
   */
  private static final double GAIN = 1.1;

  /** What a request may take on the whole, as a ratio to what it takes of a loop that sleeps. */
  static final double DEAREST = 1.1;

  /** What it may take spinning without need of a rest: samples are short, and vary by a tenth. */
  static final double NEARLY_AS_CHEAP = 1.25;

  /**
   * Pairs that have to say the same, in any order. One of a cell where spinning pays says so in 0.6
   * to 0.95 of all cases, one of another in 0.02 to 0.2, so that three seldom err.
   */
  static final int DECISIVE = 3;

  /** What the pairs have told so far. */
  enum Verdict {
    OPEN,
    PAYS,
    DOES_NOT_PAY
  }

  /** What was served in so much time, and for how much of the processor's; both in nanoseconds. */
  record Served(double requests, double nanos, double spent) {
    private static final Served NOTHING = new Served(0, 0, 0);

    private double rate() {
      return requests / nanos;
    }

    private double cost() {
      return spent / requests;
    }

    private Served and(Served more) {
      return new Served(requests + more.requests, nanos + more.nanos, spent + more.spent);
    }
  }

  private Served asleep = Served.NOTHING;
  private Served spinning = Served.NOTHING;
  private int paid;
  private int didNotPay;

  /** Takes in one more pair. */
  Verdict add(Served sleeping, Served spun) {
    more(false, sleeping);
    more(true, spun);
    if (pays(sleeping, spun)) {
      paid++;
    } else {
      didNotPay++;
    }
    if (paid == DECISIVE) {
      return Verdict.PAYS;
    }
    return didNotPay == DECISIVE ? Verdict.DOES_NOT_PAY : Verdict.OPEN;
  }

  private static boolean pays(Served sleeping, Served spun) {
    return sleeping.rate() > 0
        && spun.rate() * sleeping.cost() > GAIN * sleeping.rate() * spun.cost();
  }

  /** Takes in what was served later on, by a loop that spun or slept. */
  void more(boolean spun, Served served) {
    if (spun) {
      spinning = spinning.and(served);
    } else {
      asleep = asleep.and(served);
    }
  }

  /** How long to sleep for each time that it spins, lest requests become too dear; from 0. */
  double restRatio() {
    double price = spinning.cost() / asleep.cost();
    if (price <= NEARLY_AS_CHEAP) {
      return 0;
    }
    double shareSpinning = (DEAREST - 1) / (price - 1); // of requests
    return spinning.rate() / asleep.rate() * (1 - shareSpinning) / shareSpinning;
  }
}
