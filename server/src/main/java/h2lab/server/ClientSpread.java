package h2lab.server;

import java.util.Locale;

/** How clients are spread over several poll loops. */
public enum ClientSpread {
  /** The first loop accepts all clients and hands them out in turn. */
  ACCEPT,
  /** Each loop listens itself, and the kernel picks one by a hash of the addresses. */
  REUSEPORT;

  /** As the command line and recordings name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
