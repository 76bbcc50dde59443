package h2lab.server.command;

import h2lab.server.Tls;
import h2lab.server.dispatch.Variant;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code h2lab methods}: what works here, and why not what does not. */
@Command(
    name = "methods",
    mixinStandardHelpOptions = true,
    description =
        "Lists dispatch methods by --tls engine: what works here, and why not what does not.",
    footer = {"", "Example:", "  h2lab methods"})
public final class MethodsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-60s", "method");
    Stream.of(Tls.values()).forEach(tls -> out.printf("%-11s", tls));
    out.println();
    List<String> obstacles = new ArrayList<>();
    for (Variant variant : Variant.all()) {
      out.printf("%-60s", variant.label());
      for (Tls tls : Tls.values()) {
        out.printf("%-11s", cell(variant.obstacle(tls), obstacles));
      }
      out.println();
    }
    for (int i = 0; i < obstacles.size(); i++) {
      out.printf("%s(%d) %s%n", i == 0 ? System.lineSeparator() : "", i + 1, obstacles.get(i));
    }
    out.flush();
    return 0;
  }

  /** Obstacles are longer than a column: each gets a number. */
  private static String cell(String obstacle, List<String> obstacles) {
    if (obstacle == null) {
      return "works";
    }
    if (!obstacles.contains(obstacle)) {
      obstacles.add(obstacle);
    }
    return "no (" + (obstacles.indexOf(obstacle) + 1) + ")";
  }
}
