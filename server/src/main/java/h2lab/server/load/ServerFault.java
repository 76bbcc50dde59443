package h2lab.server.load;

import java.io.IOException;

/** The server broke HTTP/2, so that its connection cannot go on. */
final class ServerFault extends IOException {
  private static final long serialVersionUID = 1;
  private final int code;

  /**
   * @param code error code of RFC 9113 section 7, for the GOAWAY
   * @param what what the server did, for the user
   */
  ServerFault(int code, String what) {
    super("the server broke HTTP/2: " + what);
    this.code = code;
  }

  int code() {
    return code;
  }
}
