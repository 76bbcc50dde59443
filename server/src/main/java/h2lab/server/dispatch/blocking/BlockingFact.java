package h2lab.server.dispatch.blocking;

import static h2lab.tracing.FactRules.Buffer.TO_ENCRYPT;
import static h2lab.tracing.FactRules.Buffer.TO_WRITE;
import static h2lab.tracing.FactRules.First.ALL;
import static h2lab.tracing.FactRules.First.TLS;
import static h2lab.tracing.FactRules.NONE;
import static h2lab.tracing.FactRules.first;

import h2lab.server.dispatch.MarkedFact;
import h2lab.tracing.FactRules;

/** What can be true of a client whose thread blocks on it. */
enum BlockingFact implements MarkedFact {
  /** Holds from the start until the TLS handshake is done; never in cleartext. */
  HANDSHAKE_PENDING('H', "the TLS handshake is not done", first(TLS)),
  /** Holds from the start until the client preface was read. */
  PREFACE_PENDING('F', "the client preface has not arrived", first(ALL)),
  /** Added when the core or TLS has something to say; removed when it is written. */
  HAS_REPLIES(
      'U', "replies wait to be encrypted and written", first(ALL).covering(TO_ENCRYPT, TO_WRITE)),
  /** Added at the end of the input. */
  PEER_CLOSED('X', "nothing more comes from the peer"),
  /** Added when all was written to a client that is ending. */
  OUTPUT_SHUT('S', "the peer was told that nothing more comes"),
  /** Added by GOAWAY either way, an error, the end of the input, or the server's end. */
  ENDING('G', "no more requests are taken; what waits is still written"),
  /** Added by an error of the socket or of TLS. */
  BROKEN('B', "nothing can be written to the peer any more", NONE.excusing());

  private final Sign sign;

  BlockingFact(char mark, String means) {
    this(mark, means, NONE);
  }

  BlockingFact(char mark, String means, FactRules rules) {
    sign = new Sign(mark, means, rules);
  }

  @Override
  public Sign sign() {
    return sign;
  }
}
