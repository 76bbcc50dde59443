package h2lab.server.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a scripted peer does, one step after the other. */
public enum Script {
  ONE_REQUEST(
      "asks once and leaves",
      List.of(send(ClientOctets.opening()), send(ClientOctets.request(1)), new Step.Close())),
  TEN_REQUESTS(
      "asks for ten things in one chunk",
      List.of(send(ClientOctets.opening()), send(ClientOctets.requests(1, 10)), new Step.Close())),
  PREFACE_IN_THREE(
      "sends its preface in three chunks",
      List.of(
          send(ClientOctets.part(ClientOctets.opening(), 0, 10)),
          send(ClientOctets.part(ClientOctets.opening(), 10, 23)),
          send(ClientOctets.part(ClientOctets.opening(), 23, ClientOctets.opening().length)),
          send(ClientOctets.request(1)),
          new Step.Close())),
  PEER_STOPS_READING("asks more than it reads, then reads again", stopsReading()),
  PEER_VANISHES(
      "resets the connection in the middle of a frame",
      List.of(
          send(ClientOctets.opening()),
          send(ClientOctets.part(ClientOctets.request(1), 0, 12)),
          new Step.Vanish())),
  PEER_TRICKLES("takes little at a time", trickles()),
  FLOOD(
      "sends more PING than it may",
      List.of(send(ClientOctets.opening()), send(ClientOctets.pings(1_500)), new Step.Close())),
  TLS_1_2("asks over TLS 1.2", asksOnce(), "TLSv1.2", 1),
  TLS_1_3("asks over TLS 1.3", asksOnce(), "TLSv1.3", 1),
  RESUMPTION_1_2("comes twice and resumes its session of TLS 1.2", asksOnce(), "TLSv1.2", 2),
  RESUMPTION_1_3("comes twice and resumes its session of TLS 1.3", asksOnce(), "TLSv1.3", 2),
  RENEGOTIATION("asks over TLS 1.2 and wants another handshake", renegotiates(), "TLSv1.2", 1),
  KEY_UPDATE("asks over TLS 1.3 and changes its keys", renegotiates(), "TLSv1.3", 1);

  /** What a peer does next. */
  public sealed interface Step {
    /** Sends octets; over TLS, in a record of their own. */
    record Send(byte[] plain) implements Step {}

    /** Takes so many more octets from now on; at first there is no limit. */
    record Room(int octets) implements Step {}

    /** Begins another handshake, only over TLS. */
    record Renegotiate() implements Step {}

    /** Ends its direction, over TLS by a close_notify first. */
    record Close() implements Step {}

    /** Resets the connection. */
    record Vanish() implements Step {}
  }

  private final String means;
  private final List<Step> steps;
  private final String tlsVersion;
  private final int visits;

  Script(String means, List<Step> steps) {
    this(means, steps, null, 1);
  }

  Script(String means, List<Step> steps, String tlsVersion, int visits) {
    this.means = means;
    this.steps = steps;
    this.tlsVersion = tlsVersion;
    this.visits = visits;
  }

  private static List<Step> asksOnce() {
    return List.of(send(ClientOctets.opening()), send(ClientOctets.request(1)), new Step.Close());
  }

  private static List<Step> renegotiates() {
    return List.of(
        send(ClientOctets.opening()),
        send(ClientOctets.request(1)),
        new Step.Renegotiate(),
        send(ClientOctets.request(3)),
        new Step.Close());
  }

  private static List<Step> trickles() {
    List<Step> steps = new ArrayList<>();
    steps.add(send(ClientOctets.opening()));
    steps.add(new Step.Room(0));
    steps.add(send(ClientOctets.requests(1, 100)));
    for (int part = 0; part < 10; part++) {
      steps.add(new Step.Room(700));
    }
    steps.add(new Step.Room(Integer.MAX_VALUE));
    steps.add(new Step.Close());
    return Collections.unmodifiableList(steps);
  }

  private static Step send(byte[] plain) {
    return new Step.Send(plain);
  }

  private static List<Step> stopsReading() {
    List<Step> steps = new ArrayList<>();
    steps.add(send(ClientOctets.opening()));
    steps.add(new Step.Room(0));
    for (int batch = 0; batch < 3; batch++) {
      steps.add(send(ClientOctets.requests(1 + 2 * 300 * batch, 300)));
    }
    steps.add(new Step.Room(20_000));
    steps.add(new Step.Room(Integer.MAX_VALUE));
    steps.add(new Step.Close());
    return Collections.unmodifiableList(steps);
  }

  /** As the command line names it. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** What the peer does, to be read after "a peer that". */
  public String means() {
    return means;
  }

  /** The only version of TLS that the peer offers; null for any, and for cleartext. */
  String tlsVersion() {
    return tlsVersion;
  }

  /** Whether the script is about TLS, so that it can be played over nothing else. */
  public boolean needsTls() {
    return tlsVersion != null;
  }

  /** How many clients play the steps, one after the other. */
  int visits() {
    return visits;
  }

  /** The steps, in order. */
  public List<Step> steps() {
    return steps;
  }
}
