package h2lab.server.conformance.model;

/** The windows of the connection, and those that new streams begin with (section 6.9). */
final class WindowsModel {
  static final long MOST = 0x7fff_ffffL;
  private static final long INITIAL = 65_535;

  /** What the client may still send. */
  long receive = INITIAL;

  /** What the server may still send. */
  long send = INITIAL;

  long initialReceive = INITIAL;
  long initialSend = INITIAL;
}
