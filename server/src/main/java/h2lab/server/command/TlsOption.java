package h2lab.server.command;

import h2lab.server.Tls;
import picocli.CommandLine.Option;

/** By which engine TLS is done, if at all. */
final class TlsOption {
  @Option(
      names = "--tls",
      paramLabel = "ENGINE",
      defaultValue = "off",
      description = "TLS engine: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Tls engine;

  Tls engine() {
    return engine;
  }
}
