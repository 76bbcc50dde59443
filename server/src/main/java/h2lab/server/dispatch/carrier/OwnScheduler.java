package h2lab.server.dispatch.carrier;

import java.lang.reflect.Constructor;
import java.util.concurrent.Executor;

/**
 * Virtual threads that are run by an executor of ours. The JDK has a builder of them, for its own
 * tests: it must be opened by {@code --add-opens java.base/java.lang=ALL-UNNAMED}, or in the
 * manifest of the jar that is started.
 */
final class OwnScheduler {
  private static final String BUILDER = "java.lang.ThreadBuilders$VirtualThreadBuilder";
  private static final Constructor<?> CONSTRUCTOR = constructor();

  private OwnScheduler() {}

  private static Constructor<?> constructor() {
    try {
      return Class.forName(BUILDER).getDeclaredConstructor(Executor.class);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** What is missing, to be read after the option's name; null for nothing. */
  static String obstacle() {
    if (CONSTRUCTOR == null) {
      return "needs virtual threads with a scheduler of ours, which this JDK does not have";
    }
    return CONSTRUCTOR.trySetAccessible()
        ? null
        : "needs the JVM's option --add-opens java.base/java.lang=ALL-UNNAMED";
  }

  /**
   * Begins threads that {@code scheduler} runs.
   *
   * @param scheduler gets each thread whenever it can go on, and must run it in a platform thread
   * @throws IllegalStateException if there is an {@link #obstacle}
   */
  static Thread.Builder.OfVirtual threads(Executor scheduler) {
    try {
      return (Thread.Builder.OfVirtual) CONSTRUCTOR.newInstance(scheduler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(obstacle(), e);
    }
  }
}
