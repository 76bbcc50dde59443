package h2lab.server.command;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.Transport;
import h2lab.server.dispatch.DispatchMethods;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code h2lab methods}: what works here, and why not what does not. */
@Command(
    name = "methods",
    mixinStandardHelpOptions = true,
    description =
        "Lists dispatch methods by TLS engine: what works here, and why not what does not.",
    footer = {"", "Example:", "  h2lab methods"})
public final class MethodsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    out.printf("%-16s", "method");
    for (Tls tls : Tls.values()) {
      out.printf("%-16s", "--tls " + tls.label());
    }
    out.println();
    for (String name : DispatchMethods.names()) {
      row(out, name, name, Transport.NIO);
      if (name.equals("async")) {
        row(out, "  over epoll", name, Transport.EPOLL);
        row(out, "  over io_uring", name, Transport.IO_URING);
      }
    }
    out.flush();
    return 0;
  }

  private static void row(PrintWriter out, String label, String method, Transport transport) {
    out.printf("%-16s", label);
    for (Tls tls : Tls.values()) {
      ServerOptions options = ServerOptions.serving(method, tls).transport(transport).build();
      String obstacle = DispatchMethods.create(method).obstacle(options);
      out.printf("%-16s", obstacle == null ? "works" : "no: " + obstacle);
    }
    out.println();
  }
}
