package h2lab.analysis.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.H2labProcess;
import h2lab.analysis.Ran;
import h2lab.analysis.recording.ClientRow;
import h2lab.analysis.recording.FrameRow;
import h2lab.analysis.recording.RecordedClient;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RecordingFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A real {@code h2lab serve --record} with clients, and what is found in its recording. */
final class RecordedServer implements AutoCloseable {
  private static final long LOOK_MILLIS = 20;

  private final H2labProcess process;
  private final String url;
  private final Path file;
  private final List<H2labProcess> loads = new ArrayList<>();

  RecordedServer(H2labProcess process, Path file) throws IOException {
    this.process = process;
    this.file = file;
    url = process.url();
  }

  /** Serves at level {@code full}. */
  static RecordedServer start(String method, Path file, String... jvmOptions) throws IOException {
    return start(method, "off", file, jvmOptions);
  }

  /** With TLS, too. */
  static RecordedServer start(String method, String tls, Path file, String... jvmOptions)
      throws IOException {
    return new RecordedServer(
        H2labProcess.startWith(
            List.of(jvmOptions),
            "serve",
            method,
            "--tls",
            tls,
            "--record",
            file,
            "--level",
            "full"),
        file);
  }

  H2labProcess process() {
    return process;
  }

  /** The folder of the chunks. */
  Path repository() {
    return file.resolveSibling(file.getFileName() + ".repository");
  }

  /** Three clients that ask for so much together, and what came of it. */
  Ran serve(int requests) throws IOException, InterruptedException {
    try (H2labProcess load = H2labProcess.start("load", url, "-c", 3, "-m", 5, "-n", requests)) {
      return load.ran();
    }
  }

  /** More clients than there is memory for. */
  Ran serveTooMany(int clients) throws IOException, InterruptedException {
    try (H2labProcess load = H2labProcess.start("load", url, "-c", clients, "-n", clients)) {
      return load.ran();
    }
  }

  /** Three clients that go on asking until the server ends. */
  void serveOnAndOn() throws IOException {
    loads.add(H2labProcess.start("load", url, "-c", 3, "-m", 5, "-D", 600));
    long before = octets();
    await(() -> octets() > before + (1 << 20));
  }

  /** Returns when what was recorded before has been flushed: at the second flush from now on. */
  void awaitFlush() {
    long seen = flushed();
    await(() -> flushed() != seen);
    long first = flushed();
    await(() -> flushed() != first);
  }

  /** Returns when so much has been recorded. */
  void awaitRecorded(long octets) {
    await(() -> octets() > octets);
  }

  /** Returns when the recording has been written and its chunks are gone. */
  void awaitWritten() {
    await(() -> Files.exists(file) && !Files.exists(repository()));
  }

  /** Another process tells nothing when it writes, only when it ends. */
  private void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertFalse(process.endsWithin(LOOK_MILLIS), "the server ended");
    }
  }

  /** Changes at each flush, and with each new chunk. */
  private long flushed() {
    try {
      return Remains.of(file).pieces().stream().mapToLong(piece -> piece.header().octets()).sum();
    } catch (IOException e) {
      return 0; // no chunk yet
    }
  }

  long octets() {
    try (Stream<Path> files = Files.walk(repository())) {
      return files.mapToLong(chunk -> chunk.toFile().length()).sum();
    } catch (IOException e) {
      return 0; // no chunk yet
    }
  }

  /** A recording in which every client's steps are without a gap up to its close. */
  static void assertComplete(Path file) throws RecordingFault {
    Recording recording = Recording.open(file);
    assertTrue(recording.clients().size() >= 3, "clients " + recording.clients().size());
    assertEquals("", recording.lost().warning());
    for (RecordedClient client : recording.clients()) {
      assertEquals("CLOSED", client.states().getLast().state(), "client " + client.clientId());
    }
  }

  /** Requests in a recording in which no client misses a step before its last one recorded. */
  static long requestsWithoutGap(Path file) throws RecordingFault {
    Recording recording = Recording.open(file);
    assertEquals("", recording.lost().warning());
    AtomicLong requests = new AtomicLong();
    recording.forEach(row -> requests.addAndGet(requests(row)));
    return requests.get();
  }

  private static long requests(ClientRow row) {
    boolean request =
        row instanceof FrameRow frame
            && frame.direction().equals("in")
            && frame.type().equals("HEADERS");
    return request ? ((FrameRow) row).count() : 0;
  }

  @Override
  public void close() {
    loads.forEach(H2labProcess::close);
    process.close();
  }
}
