package h2lab.analysis.check.baseline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * From where on a difference is an alarm. Each is the least; what the runs of the baseline differ
 * by among themselves, times {@code noiseFactor}, raises it.
 *
 * @param graphDistance Jensen-Shannon distance of the transitions, 0 to 1
 * @param transitionShare share of a transition in all that makes it worth telling that it is new or
 *     has vanished
 * @param countRatio actions per request, one to the other
 * @param octetsDistance Kolmogorov-Smirnov distance of the octets that pass a point at once
 * @param timeRatio mean time of an action, one to the other, once the speed of the machine is taken
 *     out
 * @param leastCount of what occurs more rarely per run, counts, octets and times say nothing
 * @param noiseFactor how far outside the baseline's own spread a difference must be
 */
record Thresholds(
    double graphDistance,
    double transitionShare,
    double countRatio,
    double octetsDistance,
    double timeRatio,
    int leastCount,
    double noiseFactor) {
  static Thresholds read(Path file) throws IOException {
    try {
      return JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(Files.readString(file), Thresholds.class);
    } catch (JacksonException e) {
      throw new IOException(file + " has no thresholds: " + e.getOriginalMessage(), e);
    }
  }
}
