package h2lab.server.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What picocli's own mixin adds; but that is annotated, and annotations are read at each start. */
final class HelpOption {
  private HelpOption() {}

  static void addTo(CommandSpec command) {
    command.addOption(
        OptionSpec.builder("-h", "--help")
            .type(boolean.class)
            .arity("0")
            .usageHelp(true)
            .description("Show this help message and exit.")
            .build());
  }
}
