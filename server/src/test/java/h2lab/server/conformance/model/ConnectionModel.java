package h2lab.server.conformance.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** What there is to know about a connection and its streams at a moment. */
final class ConnectionModel {
  /** What may come next. */
  enum Phase {
    PREFACE,
    FIRST_SETTINGS,
    FRAMES,
    BLOCK,
    ENDED
  }

  /** How many streams that the server reset it must remember. */
  private static final int REMEMBERED = 128;

  Phase phase = Phase.PREFACE;
  final WindowsModel windows = new WindowsModel();

  /** Those that are open or half-closed (remote). */
  final Map<Integer, StreamModel> streams = new TreeMap<>();

  /** The highest id the client has used; all below are closed or in use. */
  int highest;

  private final Deque<Integer> reset = new ArrayDeque<>();

  boolean clientLeaves;
  boolean settingsAcknowledged;

  /** Null before, then the octets of the PING sent with the first GOAWAY. */
  String drainPing;

  boolean draining;
  boolean drained;

  /** What the last GOAWAY of a drain named; streams beyond are disregarded (6.8). */
  int lastStream = Integer.MAX_VALUE;

  /** The state of a stream, in the words of section 5.1. */
  String state(int id) {
    if (streams.containsKey(id)) {
      return streams.get(id).requestEnded ? "half-closed (remote)" : "open";
    }
    boolean even = id % 2 == 0;
    if (!even && id > lastStream) {
      return "reset by server";
    }
    if (even || id > highest) {
      return "idle";
    }
    return reset.contains(id) ? "reset by server" : "closed";
  }

  /** An error of a stream, which the server has to tell. */
  void error(int id, String code, Expectation expected) {
    expected.must("RST_STREAM " + id + " " + code);
    reset(id);
  }

  /** The server has reset a stream. */
  void reset(int id) {
    streams.remove(id);
    reset.remove(id);
    reset.addLast(id);
    if (reset.size() > REMEMBERED) {
      reset.removeFirst();
    }
  }
}
