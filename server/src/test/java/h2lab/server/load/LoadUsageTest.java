package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadUsageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-n 1 -D 1",
        "-n 1 -c 2",
        "-c 0",
        "-m 0",
        "-t 2",
        "-D 0",
        "-n 5 --warm-up-time 1",
        "-n 5 --longest-warm-up 1",
        "-D 1 --warm-up-time 2 --longest-warm-up 1",
        "-D 1 --longest-warm-up 1 --rate 5",
        "--rate 0",
        "--rate -5",
        "--timeout 0",
        "-w 0",
        "-w 31",
        "-W 0",
        "-W 31"
      })
  void refusesWhatMakesNoSense(String options) {
    assertEquals(2, Loading.of("http://127.0.0.1:1/", options.split(" ")).exitCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://a/", "http:///", "a", "http://a:70000/", "http://a:0/", "http://a b/"})
  void refusesWhatIsNoUrl(String url) {
    assertThrows(IllegalArgumentException.class, () -> LoadTarget.of(url));
    assertEquals(2, Loading.of(url).exitCode());
  }

  @Test
  void readsUrls() {
    LoadTarget plain = LoadTarget.of("http://example.org?q=1");
    assertEquals(
        new LoadTarget(plain.url(), false, "example.org", 80, "example.org", "/?q=1"), plain);
    LoadTarget six = LoadTarget.of("https://[::1]:8443/a");
    assertEquals(new LoadTarget(six.url(), true, "::1", 8443, "[::1]:8443", "/a"), six);
  }

  @Test
  void saysWhichContentCannotBeRead() {
    Loading load = Loading.of("http://127.0.0.1:1/", "-d", "no/such/file");
    assertEquals("h2lab: cannot read no/such/file: no readable file\n", load.err());
    assertEquals(3, load.exitCode());
  }

  @Test
  void saysWhichHostIsUnknown() {
    Loading load = Loading.of("http://no-such-host.invalid/");
    assertEquals("h2lab: unknown host no-such-host.invalid\n", load.err());
    assertEquals(3, load.exitCode());
  }

  @Test
  void tellsProgressInTenthsWhereThereIsNoTerminal() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (LoadProgress progress =
        new LoadProgress(Plans.oneClient(1, 1000), new PrintStream(told), false)) {
      progress.show(990, Plans.SECOND);
      progress.show(50, 3 * Plans.SECOND);
      progress.show(120, 3 * Plans.SECOND);
      progress.show(199, 3 * Plans.SECOND);
      progress.show(450, 3 * Plans.SECOND);
    }
    assertEquals("progress: 10% done\nprogress: 40% done\n", told.toString());
  }
}
