package h2lab.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.conformance.wire.FieldBlock;
import h2lab.server.conformance.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every field section there is a rule about, where it may come and where not: core and model agree.
 */
class EveryRequestTest {
  /** Runs a conversation with each field section. */
  private static void agree(Function<FieldBlock, List<Step>> conversation) {
    List<String> disagreements = new ArrayList<>();
    RequestVariants.all()
        .forEach(
            (name, block) -> {
              String found = Agreement.disagreement(Bounds.USUAL, conversation.apply(block));
              if (found != null) {
                disagreements.add(name + ": " + found);
              }
            });
    assertEquals("", disagreements.stream().collect(Collectors.joining("\n")));
  }

  /** After each another, to see that connection and concurrency are as before. */
  private static List<Step> conversation(Frame... frames) {
    return Step.and(Step.opened(frames), Frame.headers(99, true, FieldBlock.get()));
  }

  @Test
  @Rule(section = "8.2.1", rule = "illegal characters of names and values make a request malformed")
  @Rule(section = "8.2.2", rule = "fields of the connection make a request malformed")
  @Rule(section = "8.3", rule = "pseudo-headers: known, once, first; else the request is malformed")
  @Rule(section = "8.3.1", rule = ":method, :scheme and :path are there, and fit each other")
  @Rule(section = "8.5", rule = "CONNECT has :authority, and neither :scheme nor :path")
  void requestsWithoutContent() {
    agree(block -> conversation(Frame.headers(1, true, block)));
  }

  @Test
  @Rule(section = "8.1.1", rule = "content-length is a number, and that of the content's octets")
  void requestsWithContent() {
    agree(
        block ->
            conversation(
                Frame.headers(1, false, block), Frame.data(1, false, 2), Frame.data(1, true, 1)));
  }

  @Test
  void requestsWithTooMuchContent() {
    agree(
        block ->
            conversation(
                Frame.headers(1, false, block), Frame.data(1, false, 2), Frame.data(1, false, 2)));
  }

  @Test
  @Rule(section = "8.1", rule = "trailers have no pseudo-headers and no malformed fields")
  void asTrailers() {
    FieldBlock request = FieldBlock.request("POST", "/echo");
    agree(
        block ->
            conversation(
                Frame.headers(1, false, request),
                Frame.data(1, false, 3),
                Frame.headers(1, true, block)));
  }

  @Test
  void asTrailersOfNothingButRegularFields() {
    FieldBlock request = FieldBlock.request("POST", "/sink");
    for (String name : List.of("x", "content-length", "te", "connection", "X", "trailer")) {
      FieldBlock trailers = FieldBlock.empty().field(name, "trailers");
      assertEquals(
          null,
          Agreement.disagreement(
              Bounds.USUAL,
              conversation(
                  Frame.headers(1, false, request),
                  Frame.data(1, false, 3),
                  Frame.headers(1, true, trailers))),
          name);
    }
  }

  @Test
  @Rule(section = "10.5.1", rule = "a field section beyond the limit is answered 431")
  void fieldSectionsAroundTheLimit() {
    for (int more = -2; more <= 2; more++) {
      FieldBlock request = FieldBlock.get();
      // :method GET, :scheme http, :path / and :authority h are 42 + 43 + 38 + 43 octets
      int length = 400 - 166 - 33 + more;
      assertEquals(
          null,
          Agreement.disagreement(
              Bounds.LOW,
              conversation(Frame.headers(1, true, request.field("x", "v".repeat(length))))),
          more + " octets more than the limit");
    }
  }

  @Test
  @Rule(
      of = Rule.OWN,
      section = "Limits",
      rule = "content beyond the limit is answered 413 at once")
  void contentAroundTheLimit() {
    for (int more = -1; more <= 1; more++) {
      for (String path : List.of("/sink", "/echo", "/", "/nowhere")) {
        List<Step> steps = Step.opened(Frame.headers(1, false, FieldBlock.request("POST", path)));
        for (int i = 0; i < 4; i++) {
          steps = Step.and(steps, Frame.data(1, false, 10_000 + (i == 3 ? more : 0)));
        }
        steps = Step.and(steps, Frame.data(1, true, 0), Frame.headers(3, true, FieldBlock.get()));
        assertEquals(null, Agreement.disagreement(Bounds.LOW, steps), path + " and " + more);
      }
    }
  }
}
