package h2lab.server;

import java.util.Locale;

/** How the event-loop library of {@code async} reaches the kernel: a factor. */
public enum Transport {
  /** The JDK's selector. */
  NIO,
  /** epoll(7) by native code. */
  EPOLL,
  /** io_uring(7) by native code. */
  IO_URING;

  /** As the command line names it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
