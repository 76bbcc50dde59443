package h2lab.server.command;

import h2lab.server.Tls;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** By which engine TLS is done, if at all. */
final class TlsOption {
  private final OptionSpec engine =
      OptionSpec.builder("--tls")
          .paramLabel("ENGINE")
          .type(Tls.class)
          .defaultValue("off")
          .description("TLS engine: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
          .build();

  void addTo(CommandSpec command) {
    command.addOption(engine);
  }

  Tls engine() {
    return engine.getValue();
  }
}
