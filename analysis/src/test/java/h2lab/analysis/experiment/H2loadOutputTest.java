package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Outputs captured from h2load 1.52 against nghttpd. */
class H2loadOutputTest {
  @Test
  void readsTimedRunWithTls() throws Exception {
    LoadResult result = parse("tls-timed");
    assertEquals("h2load nghttp2/1.52.0", result.generator());
    assertEquals(336770.0, result.requestsPerSecond());
    assertEquals(
        new LoadResult.Requests(1010310, 1010310, 1010310, 1010310, 0, 0, 0), result.requests());
    assertEquals(new LoadResult.Octets(41423055L, null, null, null), result.octets());
    assertEquals(
        new LoadResult.RequestTimes(41.0, 133.0, 48.0, null, null, null, null, 2850.0),
        result.requestTimeUs());
    assertEquals(new LoadResult.Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384"), result.tls());
    assertNull(result.slices());
  }

  @Test
  void readsCountedRunWithTls() throws Exception {
    LoadResult result = parse("tls-counted");
    assertEquals(125928.72, result.requestsPerSecond());
    assertEquals(2000, result.requests().succeeded());
  }

  @Test
  void readsSeveralThreadsInCleartext() throws Exception {
    LoadResult result = parse("cleartext-two-threads");
    assertEquals(362110.0, result.requestsPerSecond());
    assertNull(result.tls());
  }

  @Test
  void readsRefusedStatusesAsFailed() throws Exception {
    LoadResult.Requests requests = parse("status-404").requests();
    assertEquals(new LoadResult.Requests(200, 200, 200, 0, 200, 0, 0), requests);
    assertEquals(200, requests.bad());
  }

  @Test
  void readsRefusedConnections() throws Exception {
    LoadResult result = parse("refused-counted");
    assertEquals(new LoadResult.Requests(20, 0, 0, 0, 20, 20, 0), result.requests());
    assertEquals(20, result.requests().bad());
    assertNull(result.requestTimeUs(), "zeros of no request are no times");
  }

  @Test
  void readsTimedRunThatReachedNobody() throws Exception {
    LoadResult result = parse("refused-timed");
    assertEquals(0, result.requests().done());
    assertNull(result.requestTimeUs());
  }

  @Test
  void namesTheLineThatIsMissing() throws Exception {
    List<String> lines = lines("tls-timed");
    for (String start : List.of("finished in", "requests", "traffic", "time for request")) {
      List<String> torn = lines.stream().filter(line -> !line.startsWith(start)).toList();
      String reason = assertThrows(TrialFailure.class, () -> parse(torn)).getMessage();
      assertEquals("h2load printed no line '" + start + "'", reason);
    }
  }

  @Test
  void refusesGarbage() {
    assertThrows(TrialFailure.class, () -> parse(List.of()));
    assertThrows(TrialFailure.class, () -> parse(List.of("Segmentation fault")));
    assertThrows(TrialFailure.class, () -> parse(List.of("finished in x, y req/s, z")));
  }

  private static LoadResult parse(List<String> lines) throws TrialFailure {
    return H2loadOutput.parse(lines, "nghttp2/1.52.0");
  }

  private static LoadResult parse(String capture) throws Exception {
    return parse(lines(capture));
  }

  private static List<String> lines(String capture) throws IOException {
    String name = "h2load-" + capture + ".txt";
    try (InputStream in = H2loadOutputTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
