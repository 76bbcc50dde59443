package h2lab.analysis.check.baseline;

import h2lab.analysis.H2labProcess;
import h2lab.analysis.check.AlteredSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A build of the poll loop, as it is or altered, and a run of it that baselines are made of. */
enum Build {
  AS_IT_IS(null),
  BUFFER_HALVED(
      AlteredSource.replacing(
          "server",
          "dispatch/ClientBuffers",
          "PLAIN_OCTETS = 34 * 1024",
          "PLAIN_OCTETS = 17 * 1024")),
  ROWS_SWAPPED(
      new AlteredSource(
          "server",
          "dispatch/poll/Action",
          source -> swapped(source, "PROCESS_FRAMES", "WRITE_DATA_TO_SOCKET")));

  private final AlteredSource altered;

  Build(AlteredSource altered) {
    this.altered = altered;
  }

  private static String swapped(String source, String one, String other) {
    String first = row(source, one);
    String second = row(source, other);
    return source.replace(first, "\0").replace(second, first).replace("\0", second);
  }

  /** A constant of an enum, to the beginning of the next. */
  private static String row(String source, String name) {
    Matcher row =
        Pattern.compile("\n  " + name + "\\(.*?(?=\n  [A-Z_]+\\()", Pattern.DOTALL).matcher(source);
    if (!row.find()) {
      throw new AssertionError("there is no row " + name);
    }
    return row.group();
  }

  /** Asks a server for responses, one client after the other. */
  private interface Load {
    void on(String url) throws Exception;
  }

  /**
   * Serves one client after the other, each with one request in flight: small, large and middling
   * responses, as {@code traces/paced-run} does.
   */
  Path record(Path folder, String name) throws Exception {
    return record(
        folder,
        name,
        "off",
        "batch",
        url -> {
          load(url, 1, 300);
          load(url + "octets/200000", 1, 100);
          load(url + "octets/40000", 1, 200);
        });
  }

  /** The same of small responses, ten in flight, each of which is a write. */
  Path recordSmallWrites(Path folder, String name, String nagle) throws Exception {
    return record(folder, name, nagle, "every-1", url -> load(url, 10, 2000));
  }

  private Path record(Path folder, String name, String nagle, String flush, Load load)
      throws Exception {
    Path recording = folder.resolve(name + ".jfr");
    Object[] serve = {"serve", "async-custom", "--tls", "jdk", "--record", recording};
    List<Object> arguments = new ArrayList<>(List.of(serve));
    arguments.addAll(List.of("--nagle", nagle, "--flush", flush));
    try (H2labProcess server = H2labProcess.startWith(classes(folder), arguments.toArray())) {
      load.on(server.url());
      server.terminate();
      if (server.ran().exitCode() != 0) {
        throw new IOException("the server failed");
      }
    }
    return recording;
  }

  private Path classes(Path folder) throws IOException {
    Path classes = folder.resolve(name());
    if (altered != null && !Files.exists(classes)) {
      altered.compileInto(classes);
    }
    return classes;
  }

  private static void load(String url, int inFlight, int requests) throws Exception {
    try (H2labProcess load =
        H2labProcess.start("load", url, "-c", "1", "-m", inFlight, "-n", requests)) {
      if (load.ran().exitCode() != 0) {
        throw new IOException("requests failed");
      }
    }
  }
}
