package h2lab.server.dispatch;

import h2lab.server.dispatch.blocking.SingleClient;
import h2lab.server.dispatch.blocking.ThreadPerClient;
import h2lab.server.dispatch.blocking.VirtualThreadPerClient;
import h2lab.server.dispatch.netty.EventLoopLibrary;
import h2lab.server.dispatch.poll.PollLoops;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The dispatch methods there are, by name. A new one joins the list here, and so gets its tests.
 */
public final class DispatchMethods {
  /** Ends the names of methods whose protocol is a complete HTTP/2 library instead of our core. */
  public static final String WITH_LIBRARY = "/http2";

  private static final Map<String, Supplier<DispatchMethod>> BY_NAME = new LinkedHashMap<>();

  static {
    BY_NAME.put("none", SingleClient::new);
    BY_NAME.put("thread", ThreadPerClient::new);
    BY_NAME.put("virtual-thread", VirtualThreadPerClient::new);
    BY_NAME.put("async-custom", PollLoops::new);
    // the library's protocol is driven by our Conversation, which these share and async does not
    for (String name : List.copyOf(BY_NAME.keySet())) {
      BY_NAME.put(name + WITH_LIBRARY, BY_NAME.get(name));
    }
    // no method reference: that would need the library on the class path even for the others
    BY_NAME.put("async", () -> new EventLoopLibrary());
  }

  private DispatchMethods() {}

  /** In the order in which tables and legends show them. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * A new instance.
   *
   * @throws IllegalArgumentException if there is no method of that name; the message lists them
   */
  public static DispatchMethod create(String name) {
    Supplier<DispatchMethod> supplier = BY_NAME.get(name);
    if (supplier == null) {
      throw new IllegalArgumentException(
          "no dispatch method " + name + "; there are " + String.join(", ", BY_NAME.keySet()));
    }
    return supplier.get();
  }
}
