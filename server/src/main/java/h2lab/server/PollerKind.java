package h2lab.server;

import java.util.Locale;

/** How a poll loop, or what carries virtual threads, learns which of its clients are ready. */
public enum PollerKind {
  /** The JDK's {@link java.nio.channels.Selector}, whatever the system has behind it. */
  SELECTOR,
  /** {@code poll(2)} on raw descriptors, by the Foreign Function and Memory API. */
  POLL,
  /** {@code epoll(7)} on raw descriptors, level-triggered, by the same API. */
  EPOLL,
  /** What the JDK has for virtual threads, with its scheduler. */
  JDK;

  /** What a method has if nothing else is said, and wherever it is served. */
  static PollerKind ofMethod(String method) {
    return method.startsWith("virtual-thread") ? JDK : SELECTOR;
  }

  /** As the command line and recordings name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
