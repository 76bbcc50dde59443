package h2lab.server.attacks;

import h2lab.server.deadline.Deadline;
import java.util.function.Supplier;

/** Stalls of a server that speaks TLS; in the middle of a handshake it says nothing. */
enum TlsStall implements Stall {
  SILENCE("no TLS handshake begun", TlsRecords::nothing),
  HALF_HELLO("half a ClientHello", TlsRecords::halfClientHello),
  HELLO_BY_OCTETS(
      "a ClientHello, octet by octet", TlsRecords::nothing, TlsRecords::longClientHello),
  HELLO("a ClientHello, and nothing more", TlsRecords::clientHello),
  CHANGE_CIPHER_SPEC(
      "ChangeCipherSpec without end, octet by octet",
      TlsRecords::clientHello,
      TlsRecords::changeCipherSpec),
  HALF_RECORD(
      "a TLS record of 16 KiB, octet by octet",
      Deadline.FRAME,
      Goodbye.ENHANCE_YOUR_CALM,
      Way.BELOW_TLS,
      () -> AttackFrames.opening().octets(),
      TlsRecords::longRecord);

  private final Row row;

  TlsStall(String title, Supplier<byte[]> opening) {
    this(title, opening, TlsRecords::nothing);
  }

  TlsStall(String title, Supplier<byte[]> opening, Supplier<byte[]> dribble) {
    this(title, Deadline.HANDSHAKE, Goodbye.CLOSED, Way.TCP, opening, dribble);
  }

  TlsStall(
      String title,
      Deadline deadline,
      int code,
      Way way,
      Supplier<byte[]> opening,
      Supplier<byte[]> dribble) {
    row = new Row(title, deadline, code, way, opening, dribble);
  }

  @Override
  public Row row() {
    return row;
  }
}
