package h2lab.server.attacks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.Tls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Large responses, taken as fast as they come, leave others their turn. */
@Timeout(120)
class DownloadsTest {
  private static final int DOWNLOADS = 3;
  private static final int ASKED_MEANWHILE = 30;

  static Stream<Arguments> cells() {
    return Stream.of(
            Arguments.of("async-custom", Tls.OFF),
            Arguments.of("async-custom", Tls.JDK),
            Arguments.of("async-custom", Tls.OPENSSL),
            Arguments.of("async-custom/http2", Tls.JDK),
            Arguments.of("async", Tls.OFF),
            Arguments.of("async", Tls.JDK),
            Arguments.of("thread", Tls.JDK),
            Arguments.of("virtual-thread", Tls.OFF),
            Arguments.of("virtual-thread", Tls.JDK),
            Arguments.of("virtual-thread --poller epoll", Tls.OFF),
            Arguments.of("virtual-thread --poller epoll", Tls.JDK))
        .filter(Besieged::isPossible);
  }

  @ParameterizedTest(name = "{0} --tls {1}")
  @MethodSource("cells")
  void leaveOthersTheirTurn(String method, Tls tls) throws IOException {
    try (Besieged server = Besieged.with(Besieged.serving(method, tls))) {
      server.serveTheWitness();
      List<Download> downloads = new ArrayList<>();
      for (int i = 0; i < DOWNLOADS; i++) {
        downloads.add(Download.begin(server.url()));
      }
      for (int i = 0; i < ASKED_MEANWHILE || !all(downloads, Download::hasBegun); i++) {
        server.serveTheWitness();
      }
      assertTrue(all(downloads, Download::isUnderWay), "others were served behind a download");
      for (Download download : downloads) {
        download.close();
      }
      server.awaitGone(DOWNLOADS);
    }
  }

  private static boolean all(List<Download> downloads, Predicate<Download> is) {
    return downloads.stream().allMatch(is);
  }
}
