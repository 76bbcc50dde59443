package h2lab.server.dispatch.blocking;

import static h2lab.server.dispatch.blocking.BlockingFact.BROKEN;
import static h2lab.server.dispatch.blocking.BlockingFact.ENDING;
import static h2lab.server.dispatch.blocking.BlockingFact.HANDSHAKE_PENDING;
import static h2lab.server.dispatch.blocking.BlockingFact.HAS_REPLIES;
import static h2lab.server.dispatch.blocking.BlockingFact.PEER_CLOSED;
import static h2lab.server.dispatch.blocking.BlockingFact.PREFACE_PENDING;

import h2lab.server.dispatch.Conversation;
import h2lab.server.dispatch.Departure;
import h2lab.server.dispatch.FactSet;
import h2lab.server.dispatch.Service;
import h2lab.server.http2.Received;
import h2lab.server.tls.TlsCodec;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** One client of a thread that blocks on it: {@link #serve} talks until it is gone. */
final class BlockingClient {
  private static final int DISCARDED_AT_ONCE = 16 * 1024;

  private final SocketChannel channel;
  private final Conversation conversation;
  private final Consumer<BlockingClient> gone;
  private final Departure departure;
  private final FactSet<BlockingFact> facts = new FactSet<>(PREFACE_PENDING, HAS_REPLIES);
  private boolean inputWaits;
  private volatile boolean stopAsked;
  private boolean closed;

  /**
   * @param gone told when this client is served to its end
   */
  BlockingClient(SocketChannel channel, Service service, Consumer<BlockingClient> gone)
      throws IOException {
    this.channel = channel;
    this.gone = gone;
    conversation = service.begin(channel, BlockingAction.TABLE.vocabulary());
    departure = conversation.protocol().departure();
    facts.set(HANDSHAKE_PENDING, conversation.isEncrypted());
  }

  /** Runs actions until the client is gone. */
  void serve() {
    while (!closed) {
      BlockingAction action = BlockingAction.TABLE.next(facts.bits());
      conversation.trace().selected(facts.bits(), action.ordinal());
      try {
        action.run(this);
      } catch (IOException e) {
        breakOff(e);
      } catch (RuntimeException e) {
        closed = true;
        conversation.closeFaulty(e);
      }
    }
    gone.accept(this);
  }

  /** From another thread: the client gets a GOAWAY as soon as its thread is done with its input. */
  void stop() {
    stopAsked = true;
    try {
      channel.shutdownInput(); // wakes the thread if it waits for input
    } catch (IOException e) {
      // closed already, which is what we want
    }
  }

  /** From another thread: ends the client whatever it does. */
  void forceClosed() {
    try {
      channel.close();
    } catch (IOException e) {
      // closed is closed
    }
  }

  private void breakOff(IOException cause) {
    if (stopAsked) {
      departure.because("server ends");
    } else {
      departure.byError(cause);
    }
    facts.add(BROKEN);
  }

  void handshake() throws IOException {
    while (!conversation.tlsIsOpen()) {
      TlsCodec.Result result = decrypt();
      if (result == TlsCodec.Result.MUST_ENCODE) {
        respond();
      } else if (result == TlsCodec.Result.CLOSED || (!conversation.tlsIsOpen() && fill() < 0)) {
        throw new IOException("peer closed during the TLS handshake");
      }
    }
    facts.remove(HANDSHAKE_PENDING);
    facts.set(HAS_REPLIES, conversation.hasReplies()); // our SETTINGS, if TLS did not take them yet
    inputWaits = conversation.hasInput(); // the last flight may come with the first requests
  }

  /** If the peer broke TLS, the alert is all that can still be said. */
  private TlsCodec.Result decrypt() throws IOException {
    try {
      return conversation.decrypt();
    } catch (IOException e) {
      conversation.dropReplies();
      respond();
      throw new IOException("TLS: " + e.getMessage(), e);
    }
  }

  private int fill() throws IOException {
    int octets = conversation.port().read();
    if (octets < 0) {
      facts.add(PEER_CLOSED);
    }
    return octets;
  }

  /** Takes in what a read brings, or what an earlier one left, as far as replies have room. */
  void read() throws IOException {
    if (!inputWaits && fill() < 0) {
      noteStop();
      return;
    }
    inputWaits = false;
    while (true) {
      TlsCodec.Result decrypted =
          conversation.isEncrypted() ? decrypt() : TlsCodec.Result.NEED_INPUT;
      Received received = process();
      if (received instanceof Received.NeedRoom) {
        inputWaits = true;
        return;
      }
      if (facts.has(ENDING)) {
        return;
      }
      switch (decrypted) {
        case NEED_ROOM -> {}
        case MUST_ENCODE -> {
          inputWaits = true;
          return;
        }
        case CLOSED -> {
          facts.add(PEER_CLOSED);
          return;
        }
        default -> {
          return;
        }
      }
    }
  }

  /** Lets the core work through what is decrypted; what it needed at last. */
  private Received process() {
    Received received;
    do {
      received = conversation.process();
      if (received instanceof Received.Opened) {
        facts.remove(PREFACE_PENDING);
      }
    } while (!conversation.protocol().isOver()
        && (received instanceof Received.Opened || received instanceof Received.GoAway));
    facts.set(HAS_REPLIES, conversation.hasReplies());
    if (conversation.protocol().isOver()) {
      facts.add(ENDING);
    }
    return received;
  }

  private void noteStop() {
    if (stopAsked && !facts.has(ENDING)) {
      conversation.shutDown("server ends");
      facts.add(HAS_REPLIES);
      facts.add(ENDING);
    }
  }

  void respond() throws IOException {
    do {
      if (conversation.isEncrypted()) {
        TlsCodec.Result result = conversation.encrypt();
        if (result == TlsCodec.Result.CLOSED) {
          conversation.dropReplies();
        }
      }
      while (conversation.port().toWrite() > 0) {
        conversation.port().write();
      }
    } while (conversation.isEncrypted() && stillToEncrypt());
    facts.remove(HAS_REPLIES);
  }

  /** Octets of the engine's own, or replies it takes now; during a handshake it takes none. */
  private boolean stillToEncrypt() {
    return conversation.tlsHasOutput()
        || (conversation.toEncrypt() > 0 && conversation.tlsIsOpen());
  }

  /** Says that nothing more comes, then waits a while for the peer to say the same. */
  void closeOrderly() throws IOException {
    departure.because("peer closed");
    facts.add(ENDING);
    facts.add(BROKEN); // whatever fails now, what is left is to close
    if (conversation.isEncrypted()) {
      conversation.closeTls();
      respond();
    }
    conversation.port().shutOutput();
    if (!facts.has(PEER_CLOSED)) {
      channel.socket().setSoTimeout((int) Service.LINGER.toMillis());
      byte[] discarded = new byte[DISCARDED_AT_ONCE];
      var input = channel.socket().getInputStream();
      while (!stopAsked && input.read(discarded) >= 0) {
        // lest closing resets what the peer has not read
      }
    }
    close();
  }

  void close() {
    closed = true;
    conversation.close();
  }
}
