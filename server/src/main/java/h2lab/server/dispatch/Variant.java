package h2lab.server.dispatch;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A dispatch method with the options that make it another contender: the rows of the matrix that
 * {@code h2lab methods} prints and that the contract tests run over.
 *
 * @param label the method and its options, as on the command line
 */
public record Variant(String method, String label, UnaryOperator<ServerOptions.Builder> variation) {

  /** All there are, method by method. */
  public static List<Variant> all() {
    List<Variant> all = new ArrayList<>();
    for (String method : DispatchMethods.names()) {
      all.add(new Variant(method, method, UnaryOperator.identity()));
      if (method.equals("async")) {
        all.add(of(method, "--transport epoll", b -> b.transport(Transport.EPOLL)));
        all.add(of(method, "--transport io_uring", b -> b.transport(Transport.IO_URING)));
      }
    }
    return all;
  }

  private static Variant of(
      String method, String options, UnaryOperator<ServerOptions.Builder> variation) {
    return new Variant(method, method + " " + options, variation);
  }

  /** The options of this variant with a TLS engine, and defaults else. */
  public ServerOptions options(Tls tls) {
    return variation.apply(ServerOptions.serving(method, tls)).build();
  }

  /**
   * Why this variant cannot serve with {@code tls} on this machine.
   *
   * @return null if it can
   */
  public String obstacle(Tls tls) {
    return DispatchMethods.create(method).obstacle(options(tls));
  }

  @Override
  public String toString() {
    return label;
  }
}
