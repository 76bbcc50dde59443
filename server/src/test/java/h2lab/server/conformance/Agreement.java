package h2lab.server.conformance;

import h2lab.server.conformance.model.ServerModel;
import h2lab.server.conformance.wire.Frame;
import h2lab.server.http2.Http2Connection;
import h2lab.server.http2.ServerProtocol;
import java.util.ArrayList;
import java.util.List;

/** Holds the protocol core against the model, step by step. */
final class Agreement implements AutoCloseable {
  private final ServerModel model;
  private final Dialogue dialogue;
  private final Told told = new Told();
  private final List<String> heard = new ArrayList<>();
  private long drainPing;
  private long progress;
  private long requests;

  Agreement(Bounds bounds) {
    model = new ServerModel(bounds.asMap());
    dialogue = new Dialogue(new Http2Connection(bounds.limits()), Dialogue.ROOMY);
    List<Frame> first = dialogue.takeReplies();
    first.forEach(model::sent);
    if (first.size() != 1 || !told.tell(first).equals(List.of("SETTINGS"))) {
      throw new AssertionError("a server begins with SETTINGS, not with " + first);
    }
  }

  /**
   * Runs a whole conversation.
   *
   * @return where and how they disagree first, or null
   */
  static String disagreement(Bounds bounds, List<Step> steps) {
    try (Agreement agreement = new Agreement(bounds)) {
      for (int i = 0; i < steps.size(); i++) {
        List<String> differences = agreement.take(steps.get(i));
        if (!differences.isEmpty()) {
          return "step " + i + ", " + steps.get(i) + ": " + String.join("; ", differences);
        }
      }
      return null;
    }
  }

  private static String withoutNumbers(String item) {
    String[] words = item.split(" ");
    boolean ofStream = words[0].equals("HEADERS") || words[0].equals("RST_STREAM");
    boolean plain = words[0].equals("GOAWAY") || words[0].equals("Failed");
    return ofStream ? words[0] + " " + words[2] : plain ? item : words[0];
  }

  /** What the core has said so far, without stream ids and the like. */
  List<String> heard() {
    return heard;
  }

  ServerModel model() {
    return model;
  }

  /** Takes one step; how the two differ about it. */
  List<String> take(Step step) {
    try {
      perform(step);
    } catch (RuntimeException | AssertionError e) {
      return List.of("threw " + e + " at " + e.getStackTrace()[0]);
    }
    List<Frame> replies = dialogue.takeReplies();
    replies.forEach(this::note);
    List<String> came = new ArrayList<>(told.tell(replies));
    came.addAll(dialogue.takeOccurrences());
    came.forEach(item -> heard.add(withoutNumbers(item)));
    List<String> differences = new ArrayList<>(model.settle().differences(came));
    compareQueries(differences);
    return differences;
  }

  private void perform(Step step) {
    switch (step) {
      case Step.Open open -> {
        model.open(open.octets());
        dialogue.feed(open.octets());
      }
      case Step.Send send -> send(send.frame());
      case Step.Drain drain -> {
        model.drain();
        dialogue.drain();
      }
      case Step.AnswerDrain answer ->
          send(new Frame(Frame.PING, Frame.ACK, 0, Frame.bigEndian(8, drainPing)));
    }
  }

  private void send(Frame frame) {
    model.receive(frame);
    dialogue.feed(frame.octets());
  }

  private void note(Frame reply) {
    if (reply.type() == Frame.PING && !reply.has(Frame.ACK)) {
      drainPing = reply.number(0, 8);
    }
    model.sent(reply);
  }

  private void compareQueries(List<String> differences) {
    ServerProtocol protocol = dialogue.protocol();
    if (protocol.progress() < progress || protocol.requests() < requests) {
      differences.add("progress or requests went back");
    }
    progress = protocol.progress();
    requests = protocol.requests();
    if (model.ended()) {
      return;
    }
    compare("inFieldBlock", model.inFieldBlock(), protocol.inFieldBlock(), differences);
    compare(
        "settingsAcknowledged",
        model.settingsAcknowledged(),
        protocol.settingsAcknowledged(),
        differences);
    compare("responsesWait", model.responsesWait(), protocol.responsesWait(), differences);
    if (!model.inFieldBlock()) {
      compare("hasStreams", model.hasStreams(), protocol.hasStreams(), differences);
    }
  }

  private static void compare(String what, boolean model, boolean core, List<String> differences) {
    if (model != core) {
      differences.add(what + " is " + core);
    }
  }

  @Override
  public void close() {
    dialogue.close();
  }
}
