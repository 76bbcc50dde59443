package h2lab.server.http2;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much one client may ask of the server. What goes beyond is refused with the code RFC 9113
 * names; the client's own memory and time are then all it wastes.
 *
 * @param concurrentStreams open at once, announced as SETTINGS_MAX_CONCURRENT_STREAMS; a request
 *     beyond is REFUSED_STREAM
 * @param headerListOctets of a decoded field section, counted as section 6.5.2 does and announced
 *     as SETTINGS_MAX_HEADER_LIST_SIZE; a request beyond is answered 431, beyond eight times that
 *     the connection ends with ENHANCE_YOUR_CALM
 * @param fieldBlockOctets of an encoded field block in all its frames; a client that goes beyond is
 *     told ENHANCE_YOUR_CALM
 * @param fieldBlockFrames HEADERS and CONTINUATION frames of one block; likewise
 * @param bodyOctets of a request's content; one beyond is answered 413
 * @param bursts how many of each nuisance are tolerated at once; 0 or more
 */
public record Limits(
    int concurrentStreams,
    int headerListOctets,
    int fieldBlockOctets,
    int fieldBlockFrames,
    long bodyOctets,
    Map<Nuisance, Integer> bursts) {

  /** Safe on a server that anybody can reach; no known client comes near them. */
  public static final Limits DEFAULT = new Limits(1_000, 16_384, 65_536, 32, 1L << 30, Map.of());

  public Limits {
    bursts = bursts.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(bursts));
  }

  /** How many of a nuisance are tolerated at once. */
  int burst(Nuisance nuisance) {
    return bursts.getOrDefault(nuisance, nuisance.burst());
  }
}
