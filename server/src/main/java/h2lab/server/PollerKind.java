package h2lab.server;

import java.util.Locale;

/** How a poll loop learns which of its clients are ready. */
public enum PollerKind {
  /** The JDK's {@link java.nio.channels.Selector}, whatever the system has behind it. */
  SELECTOR,
  /** {@code poll(2)} on raw descriptors, by the Foreign Function and Memory API. */
  POLL,
  /** {@code epoll(7)} on raw descriptors, level-triggered, by the same API. */
  EPOLL;

  /** As the command line and recordings name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
