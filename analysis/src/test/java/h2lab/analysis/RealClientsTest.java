package h2lab.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** curl and h2load, as users have them. Skipped where they are not installed; CI installs them. */
@Timeout(120)
class RealClientsTest {
  static Stream<Arguments> cells() {
    return Stream.of(
            "none", "thread", "virtual-thread", "async-custom", "none/http2", "thread/http2")
        .flatMap(method -> Stream.of("off", "jdk").map(tls -> Arguments.of(method, tls)));
  }

  @ParameterizedTest(name = "{0} --tls {1}")
  @MethodSource("cells")
  void curlGetsHelloWorld(String method, String tls) throws Exception {
    assumeInstalled("curl");
    try (H2labProcess server = H2labProcess.start("serve", method, "--tls", tls)) {
      String url = server.url();
      String[] version =
          tls.equals("off")
              ? new String[] {"--http2-prior-knowledge"}
              : new String[] {"-k", "--http2"};
      assertEquals(
          "Hello World\n200 2 text/plain",
          output(
              "curl", "-sS", "-w", "%{http_code} %{http_version} %{content_type}", version, url));
    }
  }

  @ParameterizedTest(name = "{0} --tls {1}")
  @MethodSource("cells")
  void h2loadSucceedsWithEveryRequest(String method, String tls) throws Exception {
    assumeInstalled("h2load");
    try (H2labProcess server = H2labProcess.start("serve", method, "--tls", tls)) {
      String url = server.url();
      List<String> clients = method.startsWith("none") ? List.of("1") : List.of("5", "100");
      for (String count : clients) {
        String summary = output("h2load", "-c", count, "-m", "100", "-n", "20000", url);
        assertTrue(summary.contains("20000 succeeded, 0 failed, 0 errored, 0 timeout"), summary);
      }
    }
  }

  private static void assumeInstalled(String tool) {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
            .anyMatch(folder -> new java.io.File(folder, tool).canExecute()),
        tool + " is not installed");
  }

  private static String output(Object... words) throws Exception {
    List<String> command = new ArrayList<>();
    for (Object word : words) {
      command.addAll(word instanceof String[] several ? List.of(several) : List.of((String) word));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }
}
