package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http2.Http2Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultFileTest {
  @TempDir private Path directory;

  @Test
  void hasTheFieldsOfItsSchemaAndNoOthers() throws Exception {
    try (var server =
        new AnsweringServer(
            TestTls.of("TLSv1.3", "h2"),
            Http2Settings.defaultSettings(),
            (c, s, n) -> AnsweringServer.hello(c, s, "200"))) {
      JsonNode json = load(server.url(), "-n", "100", "-m", "10");
      assertEquals(
          "schema generator url content_octets clients in_flight threads window_bits rate "
              + "warm_up_seconds measured_seconds requests requests_per_second mib_per_second "
              + "octets status request_time_us slices tls errors",
          names(json));
      assertEquals(
          "total started done succeeded failed errored timeout", names(json.get("requests")));
      assertEquals("in out content_in content_out", names(json.get("octets")));
      assertEquals("stream connection", names(json.get("window_bits")));
      assertEquals("2xx 3xx 4xx 5xx", names(json.get("status")));
      assertEquals("min mean sd p50 p90 p99 p999 max", names(json.get("request_time_us")));
      assertEquals("at_seconds seconds requests", names(json.get("slices").get(0)));
      assertEquals("protocol cipher_suite", names(json.get("tls")));
      assertEquals("h2lab-load-2", json.get("schema").stringValue());
      assertEquals("TLSv1.3", json.get("tls").get("protocol").stringValue());
    }
  }

  @Test
  void tellsWhatWasAskedAndWhatCameOfIt() throws Exception {
    try (var server = AnsweringServer.cleartext((c, s, n) -> AnsweringServer.hello(c, s, "200"))) {
      JsonNode json =
          load(server.url(), "-D", "0.4", "--warm-up-time", "0.1", "-c", "2", "--rate", "500");
      assertEquals(2, json.get("clients").intValue());
      assertEquals(500, json.get("rate").doubleValue());
      assertEquals(0.1, json.get("warm_up_seconds").doubleValue());
      assertEquals(200, json.get("requests").get("succeeded").intValue());
      assertEquals(200, json.get("status").get("2xx").intValue());
      assertEquals(200, sumOfSlices(json));
      assertTrue(json.get("tls").isNull());
      assertEquals(0, json.get("errors").size());
    }
  }

  @Test
  void hasTwentySlicesOfATimedRun() throws Exception {
    try (var server = AnsweringServer.cleartext((c, s, n) -> AnsweringServer.hello(c, s, "200"))) {
      JsonNode json = load(server.url(), "-D", "0.5", "-m", "5");
      assertEquals(20, json.get("slices").size());
      assertEquals(0.025, json.get("slices").get(19).get("seconds").doubleValue(), 1e-9);
      assertEquals(json.get("requests").get("done").longValue(), sumOfSlices(json));
      assertEquals(0.5, json.get("measured_seconds").doubleValue());
    }
  }

  @Test
  void hasNoTimesWhereNothingWasAnswered() throws Exception {
    JsonNode json = load("http://127.0.0.1:1/", "-n", "1");
    assertTrue(json.get("request_time_us").isNull());
    assertEquals("[\"1 x connection refused\"]", json.get("errors").toString());
  }

  @Test
  void isNotWrittenWhereItCannotBe() throws Exception {
    Path nowhere = directory.resolve("missing/load.json");
    Loading load = Loading.of("http://127.0.0.1:1/", "--json", nowhere.toString());
    assertEquals(3, load.exitCode());
    assertEquals("h2lab: cannot write " + nowhere + ": no such directory\n", load.err());
    assertEquals("", load.out());
  }

  private JsonNode load(String url, String... options) throws Exception {
    Path file = directory.resolve("load.json");
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--json", file.toString()));
    Loading.of(url, all.toArray(String[]::new));
    assertFalse(Files.exists(directory.resolve("load.json.part")));
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  private static String names(JsonNode node) {
    return String.join(" ", node.propertyNames());
  }

  private static long sumOfSlices(JsonNode json) {
    long sum = 0;
    for (JsonNode slice : json.get("slices")) {
      sum += slice.get("requests").longValue();
    }
    return sum;
  }
}
