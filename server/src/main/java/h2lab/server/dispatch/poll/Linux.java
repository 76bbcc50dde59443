package h2lab.server.dispatch.poll;

import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Whether this machine has the system calls that {@link SystemCalls} makes. */
final class Linux {
  /** All that {@link SystemCalls} links. */
  static final List<String> NEEDED =
      List.of(
          "accept4",
          "bind",
          "close",
          "epoll_create1",
          "epoll_ctl",
          "epoll_wait",
          "eventfd",
          "getsockname",
          "getsockopt",
          "listen",
          "poll",
          "read",
          "recv",
          "send",
          "setsockopt",
          "shutdown",
          "socket",
          "strerror",
          "write");

  private static final String OBSTACLE =
      obstacle(System.getProperty("os.name"), ValueLayout.ADDRESS.byteSize(), NEEDED);

  private Linux() {}

  /** What is missing, to be read after the option's name; null for nothing. */
  static String obstacle() {
    return OBSTACLE;
  }

  /** The same for any system and any functions of its C library. */
  static String obstacle(String system, long octetsOfAddress, List<String> needed) {
    if (!system.equals("Linux")) {
      return "needs Linux, and this is " + system;
    }
    if (octetsOfAddress != Long.BYTES) {
      return "needs a JVM of 64 bits";
    }
    try {
      SymbolLookup library = Linker.nativeLinker().defaultLookup();
      return needed.stream()
          .filter(name -> library.find(name).isEmpty())
          .findFirst()
          .map(name -> "needs " + name + ", which the C library does not have")
          .orElse(null);
    } catch (UnsupportedOperationException e) {
      return "needs a JVM that calls native functions, and this one does not";
    }
  }
}
