package h2lab.server;

import java.net.SocketAddress;

/**
 * What an application wants to know of each client. Called in the thread that serves the client;
 * what it takes there, clients wait for. An exception ends that client only.
 */
public interface ClientHooks {
  /** For applications that want nothing. */
  ClientHooks NONE = new ClientHooks() {};

  /**
   * A client was accepted.
   *
   * @return the application's data for this client, handed to the other hooks; may be null
   */
  default Object accepted(SocketAddress peer) {
    return null;
  }

  /** The client's hello arrived and is right: the client preface (RFC 9113 section 3.4). */
  default void hello(Object applicationData) {}

  /**
   * The client is gone.
   *
   * @param requests it made
   */
  default void closed(Object applicationData, long requests) {}
}
