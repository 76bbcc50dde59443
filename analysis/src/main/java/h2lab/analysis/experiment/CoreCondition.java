package h2lab.analysis.experiment;

import java.util.function.Predicate;

/** What the cores of server and load have to be like for a trial to count at once. */
enum CoreCondition {
  /** Whatever they are like. */
  ANY(state -> true),
  /** Both fast, before and after, and not moved meanwhile. */
  STEADY(CoreState::fast),
  /** Both fast, and sharing a cache. */
  NEAR(state -> state.fast() && !state.far()),
  /** Both fast, and sharing none. */
  FAR(state -> state.fast() && state.far());

  private final Predicate<CoreState> holds;

  CoreCondition(Predicate<CoreState> holds) {
    this.holds = holds;
  }

  /** Whether a trial can begin; so it does where nobody can tell. */
  boolean holds(CoreState state) {
    return state == null || holds.test(state);
  }

  /** Whether a trial was made as it should. */
  boolean holds(CoreStates states) {
    return this == ANY
        || states == null
        || (!states.moved() && holds(states.before()) && holds(states.after()));
  }
}
