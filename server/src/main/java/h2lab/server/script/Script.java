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
          new Step.Vanish()));

  /** What a peer does next. */
  public sealed interface Step {
    /** Sends octets; over TLS, in a record of their own. */
    record Send(byte[] plain) implements Step {}

    /** Takes so many more octets from now on; at first there is no limit. */
    record Room(int octets) implements Step {}

    /** Ends its direction, over TLS by a close_notify first. */
    record Close() implements Step {}

    /** Resets the connection. */
    record Vanish() implements Step {}
  }

  private final String means;
  private final List<Step> steps;

  Script(String means, List<Step> steps) {
    this.means = means;
    this.steps = steps;
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

  /** The steps, in order. */
  public List<Step> steps() {
    return steps;
  }
}
