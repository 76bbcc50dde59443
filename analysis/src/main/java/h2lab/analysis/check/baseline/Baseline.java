package h2lab.analysis.check.baseline;

import h2lab.analysis.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The profiles of some runs of one build, as a small JSON file.
 *
 * @param subject method and TLS
 * @param actions in the order of the table
 */
record Baseline(String subject, List<String> actions, List<Profile> runs) {
  private static final String SCHEMA = "h2lab-baseline-1";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private record StoredHistogram(double sum, Map<Integer, Long> bins) {
    StoredHistogram(Histogram histogram) {
      this(histogram.sum(), histogram.bins());
    }

    Histogram histogram() {
      return new Histogram(bins, sum);
    }
  }

  private record StoredRun(
      long requests,
      Map<String, Map<String, Long>> transitions,
      Map<String, StoredHistogram> octets,
      Map<String, StoredHistogram> nanos) {
    StoredRun(Profile profile) {
      this(
          profile.requests(),
          profile.transitions(),
          stored(profile.octets()),
          stored(profile.nanos()));
    }

    Profile profile() {
      return new Profile(requests, transitions, histograms(octets), histograms(nanos));
    }
  }

  private record Stored(
      String schema, String subject, List<String> actions, List<StoredRun> runs) {}

  private static Map<String, StoredHistogram> stored(Map<String, Histogram> histograms) {
    Map<String, StoredHistogram> stored = new TreeMap<>();
    histograms.forEach((name, histogram) -> stored.put(name, new StoredHistogram(histogram)));
    return stored;
  }

  private static Map<String, Histogram> histograms(Map<String, StoredHistogram> stored) {
    return stored.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().histogram()));
  }

  /**
   * Reads a baseline.
   *
   * @throws IOException if the file cannot be read or is none
   */
  static Baseline read(Path file) throws IOException {
    Stored stored;
    try {
      stored = JSON.readValue(Files.readString(file), Stored.class);
    } catch (JacksonException e) {
      throw new IOException(file + " is no baseline: " + e.getOriginalMessage(), e);
    }
    if (!SCHEMA.equals(stored.schema)) {
      throw new IOException(file + " is no baseline: its schema is " + stored.schema);
    }
    return new Baseline(
        stored.subject, stored.actions, stored.runs.stream().map(StoredRun::profile).toList());
  }

  /** Writes it, whole or not at all; folders that are missing are made. */
  void write(Path file) throws IOException {
    Stored stored =
        new Stored(SCHEMA, subject, actions, runs.stream().map(StoredRun::new).toList());
    String text = JSON.writeValueAsString(stored) + "\n";
    Files.createDirectories(file.toAbsolutePath().getParent());
    WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
