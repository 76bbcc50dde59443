package h2lab.server.dispatch.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Why raw descriptors may be out of reach. */
class LinuxTest {
  @Test
  void namesTheSystemThatIsNotLinux() {
    assertEquals(
        "needs Linux, and this is Mac OS X", Linux.obstacle("Mac OS X", Long.BYTES, List.of()));
  }

  @Test
  void wantsAddressesOf64Bits() {
    assertEquals("needs a JVM of 64 bits", Linux.obstacle("Linux", Integer.BYTES, List.of()));
  }

  @Test
  void namesTheFunctionThatTheLibraryLacks() {
    assertEquals(
        "needs epoll_wait4, which the C library does not have",
        Linux.obstacle("Linux", Long.BYTES, List.of("strlen", "epoll_wait4")));
  }
}
