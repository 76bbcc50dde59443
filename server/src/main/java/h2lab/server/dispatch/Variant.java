package h2lab.server.dispatch;

import h2lab.server.ClientSpread;
import h2lab.server.FlushPolicy;
import h2lab.server.PollerKind;
import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.Transport;
import h2lab.server.WaitPolicy;
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
      switch (method) {
        case "async" -> addTransports(all, method);
        case "virtual-thread" -> addCarriers(all, method);
        case "async-custom" -> {
          addPollers(all, method);
          addPolicies(all, method);
        }
        default -> {}
      }
    }
    return all;
  }

  private static void addTransports(List<Variant> all, String method) {
    for (Transport transport : List.of(Transport.EPOLL, Transport.IO_URING)) {
      all.add(of(method, "--transport " + transport, b -> b.transport(transport)));
    }
  }

  /** One carrier, and several. */
  private static void addCarriers(List<Variant> all, String method) {
    all.add(of(method, "--poller epoll", b -> b.poller(PollerKind.EPOLL)));
    all.add(of(method, "--poller epoll --loops 3", b -> b.poller(PollerKind.EPOLL).loops(3)));
  }

  /**
   * Several loops with either way to spread clients, once over the JDK and once over a native
   * poller.
   */
  private static void addPollers(List<Variant> all, String method) {
    for (PollerKind poller : List.of(PollerKind.POLL, PollerKind.EPOLL)) {
      all.add(of(method, "--poller " + poller, b -> b.poller(poller)));
    }
    for (PollerKind poller : List.of(PollerKind.SELECTOR, PollerKind.EPOLL)) {
      for (ClientSpread spread : ClientSpread.values()) {
        all.add(
            of(
                method,
                "--poller " + poller + " --loops 3 --spread " + spread,
                b -> b.poller(poller).loops(3).spread(spread)));
      }
    }
  }

  private static void addPolicies(List<Variant> all, String method) {
    all.add(
        of(
            method,
            "--wait spin --flush every-1",
            b -> b.waiting(WaitPolicy.SPIN).flush(FlushPolicy.every(1))));
    all.add(
        of(
            method,
            "--poller epoll --wait adaptive --flush eager-when-idle",
            b ->
                b.poller(PollerKind.EPOLL)
                    .waiting(WaitPolicy.ADAPTIVE)
                    .flush(FlushPolicy.EAGER_WHEN_IDLE)));
  }

  private static Variant of(
      String method, String options, UnaryOperator<ServerOptions.Builder> variation) {
    return new Variant(method, method + " " + options, variation);
  }

  /**
   * The one with a label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Variant labelled(String label) {
    return all().stream()
        .filter(variant -> variant.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no variant " + label));
  }

  /** The options of this variant with a TLS engine, to be varied, and defaults else. */
  public ServerOptions.Builder serving(Tls tls) {
    return variation.apply(ServerOptions.serving(method, tls));
  }

  /** The options of this variant with a TLS engine, and defaults else. */
  public ServerOptions options(Tls tls) {
    return serving(tls).build();
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
