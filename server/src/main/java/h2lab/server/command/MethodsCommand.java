package h2lab.server.command;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.dispatch.DispatchMethods;
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
      out.printf("%-15s", "--tls " + tls.label());
    }
    out.println();
    for (String name : DispatchMethods.names()) {
      out.printf("%-16s", name);
      for (Tls tls : Tls.values()) {
        String obstacle = DispatchMethods.create(name).obstacle(ServerOptions.of(name, tls));
        out.printf("%-15s", obstacle == null ? "works" : "no: " + obstacle);
      }
      out.println();
    }
    out.flush();
    return 0;
  }
}
