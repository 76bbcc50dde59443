package h2lab.server.dispatch;

import h2lab.server.deadline.Verdict;
import h2lab.server.http2.ErrorCode;

/** A client that can be made to go, in the thread that serves it now. None does anything twice. */
public interface Evictable {
  /**
   * Asks the client to go: what is under way is still served, what it asks before it has heard of
   * this as well. Before its preface has come there is nothing of that kind, and it goes at once.
   */
  void drain(String why);

  /** Ends the client: it is told why, takes what waits for it, and is closed. */
  void end(ErrorCode code, String why);

  /** Closes the client without another word, for an error of its own. */
  void breakOff(String why);

  /** Does what becomes of an overdue client. */
  default void evict(Verdict verdict, String why) {
    switch (verdict) {
      case Verdict.Close close -> breakOff(why);
      case Verdict.GoAway(ErrorCode code) -> end(code, why);
      case Verdict.Drain drain -> drain(why);
    }
  }
}
