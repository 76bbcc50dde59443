package h2lab.server.command;

import java.lang.reflect.Proxy;

/**
 * Lets a program end in its own order on SIGTERM, Ctrl-C, and the end of its terminal.
 *
 * <p>A shutdown hook would not do: JFR's own runs at the same time and stops recordings before we
 * have stopped the loops that emit events. The JDK's signal class is reached by reflection because
 * the compiler warns of it whatever we say.
 */
final class Termination {
  private Termination() {}

  /**
   * Runs {@code ask} in a thread of the JVM's at each SIGTERM, SIGINT or SIGHUP, instead of
   * exiting.
   */
  static void onSignal(Runnable ask) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  ask.run();
                }
                return null;
              });
      for (String name : new String[] {"TERM", "INT", "HUP"}) {
        Object instance = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, instance, ours);
      }
    } catch (ReflectiveOperationException e) {
      Runtime.getRuntime().addShutdownHook(new Thread(ask)); // a JVM without signals
    }
  }
}
