package h2lab.analysis.recording;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Something for each client. Events of one client come in runs, so that whoever was asked for last
 * is found without a look into the map. Not thread-safe.
 */
public final class ByClient<V> {
  private final Map<Long, V> values = new HashMap<>();
  private final LongFunction<V> maker;
  private long lastId;
  private V last;

  /**
   * @param maker makes what a client gets when it is first asked for
   */
  public ByClient(LongFunction<V> maker) {
    this.maker = maker;
  }

  /** What this client has. */
  public V of(long clientId) {
    if (last == null || clientId != lastId) {
      last = values.computeIfAbsent(clientId, maker::apply);
      lastId = clientId;
    }
    return last;
  }

  /** What the clients asked for so far have. */
  public Collection<V> all() {
    return values.values();
  }
}
