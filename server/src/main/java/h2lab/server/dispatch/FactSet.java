package h2lab.server.dispatch;

/** The facts that are true of one client now. Not thread-safe. */
public final class FactSet<F extends Enum<F> & MarkedFact> {
  private int bits;

  /** Begins with these, as bits. */
  public FactSet(int bits) {
    this.bits = bits;
  }

  /** As an action table takes them. */
  public int bits() {
    return bits;
  }

  public boolean has(F fact) {
    return (bits & 1 << fact.ordinal()) != 0;
  }

  /** Makes a fact true or not. */
  public void set(F fact, boolean holds) {
    int bit = 1 << fact.ordinal();
    bits = holds ? bits | bit : bits & ~bit;
  }

  /** Makes a fact true. */
  public void add(F fact) {
    bits |= 1 << fact.ordinal();
  }

  /** Makes a fact untrue. */
  public void remove(F fact) {
    bits &= ~(1 << fact.ordinal());
  }

  /** Makes facts untrue. */
  @SafeVarargs
  public final void remove(F... facts) {
    bits &= ~MarkedFact.set(facts);
  }
}
