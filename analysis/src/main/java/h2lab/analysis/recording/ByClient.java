package h2lab.analysis.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Something for each client. Those that were asked for lately are found without a look into the
 * map. Not thread-safe.
 */
public final class ByClient<V> {
  private static final int LATELY = 1 << 8; // clients are numbered one after the other

  private final Map<Long, V> values = new HashMap<>();
  private final LongFunction<V> maker;
  private final long[] lateIds = new long[LATELY];
  private final List<V> late = new ArrayList<>(Collections.nCopies(LATELY, null));

  /**
   * @param maker makes what a client gets when it is first asked for
   */
  public ByClient(LongFunction<V> maker) {
    this.maker = maker;
  }

  /** What this client has. */
  public V of(long clientId) {
    int place = (int) clientId & LATELY - 1;
    V known = late.get(place);
    return known != null && lateIds[place] == clientId ? known : look(clientId, place);
  }

  private V look(long clientId, int place) {
    V found = values.computeIfAbsent(clientId, maker::apply);
    lateIds[place] = clientId;
    late.set(place, found);
    return found;
  }

  /** What the clients asked for so far have. */
  public Collection<V> all() {
    return values.values();
  }
}
