package h2lab.server.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;

/**
 * TLS by OpenSSL: an {@code SSL} between two memory BIOs, which it has while it has work, see
 * {@link MemoryBios}. Octets go between the caller's direct buffers and OpenSSL without another
 * copy of ours.
 *
 * <pre>{@code
 * wire -> BIO_write -> input  -> SSL_read  -> plain
 * wire <- BIO_read  <- output <- SSL_write <- plain
 * }</pre>
 *
 * <p>Only whole records go in, and only as many as their content has room, so that nothing of the
 * peer's waits where the caller cannot see it. The error queue is the thread's: a codec may change
 * threads between calls, never during one.
 */
final class OpenSslTls implements TlsCodec {
  /** More than header, nonce, tag and content type of a record, and a KeyUpdate before it. */
  private static final int RECORD_OVERHEAD = 128;

  private final MemoryBios lender;
  private final RecordFraming framing = new RecordFraming();
  private final DirectAddress wireIn = new DirectAddress();
  private final DirectAddress plainIn = new DirectAddress();
  private final DirectAddress plainOut = new DirectAddress();
  private final DirectAddress wireOut = new DirectAddress();

  private MemoryBios.Pair bios;
  private long ssl;
  private int outputWaits;
  private boolean open;
  private boolean failed;
  private boolean inputClosed;
  private boolean outputClosed;

  /**
   * @param context an {@code SSL_CTX}
   * @param lender of the context's BIOs
   * @throws IllegalStateException if there is no memory
   */
  OpenSslTls(long context, MemoryBios lender) {
    this.lender = lender;
    LibCrypto.clearErrors();
    ssl = LibSsl.newConnection(context);
    if (ssl == 0) {
      throw new IllegalStateException("OpenSSL has no connection: " + LibCrypto.takeError());
    }
    LibSsl.accept(ssl);
  }

  private void borrowBios() {
    if (bios == null) {
      bios = lender.take();
      LibCrypto.hold(bios.input()); // since the SSL frees what it is given
      LibCrypto.hold(bios.output());
      LibSsl.setBios(ssl, bios.input(), bios.output());
    }
  }

  /** An SSL in its handshake keeps its BIOs, since it buffers what it writes to them. */
  @Override
  public void rest() {
    if (bios != null && open && !failed && bios.isEmpty()) {
      LibSsl.setBios(ssl, 0, 0);
      lender.giveBack(bios);
      bios = null;
    }
  }

  @Override
  public Result decode(ByteBuffer wire, ByteBuffer plain) throws SSLException {
    requireNotClosed();
    borrowBios();
    while (!inputClosed && !failed) {
      framing.scan(wire, plain.remaining());
      if (framing.records() == 0) {
        return outputWaits > 0
            ? Result.MUST_ENCODE
            : framing.lacksRoom() ? Result.NEED_ROOM : Result.NEED_INPUT;
      }
      feed(wire, framing.octets());
      unseal(plain, framing.records());
    }
    return Result.CLOSED;
  }

  private void feed(ByteBuffer wire, int octets) throws SSLException {
    int fed = LibCrypto.bioWrite(bios.input(), wireIn.of(wire), octets);
    if (fed != octets) {
      throw fail("no memory for octets from the wire");
    }
    wire.position(wire.position() + octets);
  }

  private void unseal(ByteBuffer plain, int records) throws SSLException {
    LibCrypto.clearErrors();
    if (!open) {
      int returned = LibSsl.handshake(ssl);
      open = returned == 1;
      if (!open) {
        explain(returned);
      }
    }
    boolean more = open;
    for (int i = 0; more && i < records; i++) { // at most one read for each
      more = read(plain);
    }
    outputWaits = LibCrypto.bioPending(bios.output());
    if (framing.isGarbled()) {
      throw fail("not a TLS record"); // old forms of a hello, which OpenSSL does not refuse itself
    }
  }

  /** Whether there may be more. */
  private boolean read(ByteBuffer plain) throws SSLException {
    int octets = LibSsl.read(ssl, plainIn.of(plain), plain.remaining());
    if (octets > 0) {
      plain.position(plain.position() + octets);
      return true;
    }
    explain(octets);
    return false;
  }

  /** Why a call moved nothing: returns if it needs more input, or if the peer has closed. */
  private void explain(int returned) throws SSLException {
    int why = LibSsl.error(ssl, returned);
    if (why == LibSsl.ERROR_ZERO_RETURN) {
      inputClosed = true;
    } else if (why != LibSsl.ERROR_WANT_READ) {
      throw fail(LibCrypto.takeError());
    }
  }

  private SSLException fail(String why) {
    failed = true;
    outputWaits = LibCrypto.bioPending(bios.output());
    return new SSLException(why);
  }

  @Override
  public Result encode(ByteBuffer plain, ByteBuffer wire) throws SSLException {
    requireNotClosed();
    borrowBios();
    while (true) {
      drain(wire);
      if (outputWaits > 0) {
        return Result.NEED_ROOM;
      }
      if (failed || outputClosed) {
        return Result.CLOSED;
      }
      if (!plain.hasRemaining()) {
        return Result.OK;
      }
      if (!open) {
        return Result.NEED_INPUT;
      }
      int octets = Math.min(plain.remaining(), RecordFraming.MAX_PLAIN_OCTETS);
      if (wire.remaining() < octets + RECORD_OVERHEAD) {
        return Result.NEED_ROOM; // lest sealed octets wait where the caller cannot see them
      }
      seal(plain, octets);
    }
  }

  private void drain(ByteBuffer wire) {
    if (outputWaits == 0 || !wire.hasRemaining()) {
      return;
    }
    int drained = LibCrypto.bioRead(bios.output(), wireOut.of(wire), wire.remaining());
    wire.position(wire.position() + drained);
    outputWaits -= drained;
  }

  private void seal(ByteBuffer plain, int octets) throws SSLException {
    LibCrypto.clearErrors();
    int sealed = LibSsl.write(ssl, plainOut.of(plain), octets);
    if (sealed <= 0) {
      throw fail(LibCrypto.takeError());
    }
    plain.position(plain.position() + sealed);
    outputWaits = LibCrypto.bioPending(bios.output());
  }

  @Override
  public boolean isOpen() {
    return open && !(failed || outputClosed && outputWaits == 0);
  }

  @Override
  public boolean hasOutput() {
    return outputWaits > 0;
  }

  @Override
  public void closeOutput() {
    requireNotClosed();
    if (!outputClosed && !failed && open) {
      borrowBios();
      LibSsl.shutdown(ssl); // it waits for no answer; errors leave nothing to send
      LibCrypto.clearErrors();
      outputWaits = LibCrypto.bioPending(bios.output());
    }
    outputClosed = true;
  }

  @Override
  public int plainRoom() {
    return RecordFraming.MAX_PLAIN_OCTETS;
  }

  @Override
  public int wireRoom() {
    return RecordFraming.MAX_PLAIN_OCTETS + RECORD_OVERHEAD;
  }

  @Override
  public String agreement() {
    requireNotClosed();
    String protocol = LibSsl.alpnProtocol(ssl);
    return LibSsl.version(ssl)
        + " "
        + LibSsl.cipherSuite(ssl)
        + (protocol.isEmpty() ? "" : " " + protocol);
  }

  private void requireNotClosed() {
    if (ssl == 0) {
      throw new IllegalStateException("this codec is closed");
    }
  }

  /** Frees the {@code SSL} and the BIOs it has; again, it does nothing. */
  @Override
  public void close() {
    if (ssl != 0) {
      LibSsl.free(ssl);
      ssl = 0;
      if (bios != null) {
        bios.free(); // they may have octets left
        bios = null;
      }
    }
  }
}
