package h2lab.server.http2;

import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.conformance.Rule;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each resource answers, in frames (RFC 9113 section 8.1). */
class ResourcesTest {
  private static Exchange ask(String method, String path, String... more) {
    return Exchange.of(opening().ask(END_STREAM, 1, method, path, more));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 200 HELLO -1",
    "GET, /?query, 200 HELLO -1",
    "HEAD, /, 200 NONE -1",
    "POST, /, 405 COMPLAINT -1",
    "GET, /octets/0, 200 OCTETS 0",
    "GET, /octets/1073741824, 200 OCTETS 1073741824",
    "GET, /octets/1073741825, 404 COMPLAINT -1",
    "GET, /octets/99999999999999999999, 404 COMPLAINT -1",
    "GET, /octets/-1, 404 COMPLAINT -1",
    "GET, /octets/, 404 COMPLAINT -1",
    "GET, /octets/1a, 404 COMPLAINT -1",
    "HEAD, /octets/7, 200 NONE 7",
    "POST, /echo, 200 ECHO -1",
    "GET, /echo, 405 COMPLAINT -1",
    "HEAD, /echo, 405 NONE -1",
    "POST, /sink, 200 COUNT -1",
    "PUT, /sink, 405 COMPLAINT -1",
    "GET, /nowhere, 404 COMPLAINT -1",
    "HEAD, /nowhere, 404 NONE -1",
    "DELETE, /nowhere, 404 COMPLAINT -1",
    "CONNECT, '', 405 COMPLAINT -1",
    "OPTIONS, *, 404 COMPLAINT -1",
  })
  void everyMethodAndPathHasItsAnswer(String method, String path, String expected) {
    Answer answer = Answer.to(method, path);
    assertEquals(expected, answer.status() + " " + answer.content() + " " + answer.octets());
    assertEquals(answer.status() == 405, answer.allow() != null);
  }

  @Test
  void sendsTheOctetsThatWereAskedFor() {
    List<String> answers = ask("GET", "/octets/20000").answers();
    assertTrue(answers.get(0).startsWith("HEADERS+4 1"), answers.get(0));
    assertEquals(20_000, contentOf(answers).length());
    assertTrue(contentOf(answers).startsWith("0123456789abc"));
    assertTrue(answers.getLast().startsWith("DATA+1 1"), answers.getLast());
  }

  @Test
  @Rule(section = "6.9", rule = "more than a window is sent as the client widens it")
  void sendsMoreThanAWindowAsItIsWidened() {
    Exchange exchange = ask("GET", "/octets/100000");
    assertEquals(65_535, contentOf(exchange.answers()).length());
    exchange.feed(nothing().windowUpdate(0, 100_000));
    assertEquals(65_535, contentOf(exchange.answers()).length());
    exchange.feed(nothing().windowUpdate(1, 100_000));
    assertEquals(100_000, contentOf(exchange.answers()).length());
    assertFalse(exchange.connection.hasStreams());
  }

  @Test
  @Rule(section = "5.2", rule = "the window of the connection is shared by its streams")
  void sharesTheConnectionsWindowAmongStreamsFrameByFrame() {
    FrameBytes client = opening().setting(4, 1_000_000);
    client.ask(END_STREAM, 1, "GET", "/octets/900000");
    client.ask(END_STREAM, 3, "GET", "/octets/900000");
    Exchange exchange = Exchange.of(client);
    int before = exchange.answers().size();
    exchange.feed(nothing().windowUpdate(0, 320_000));
    List<String> data = exchange.answers().subList(before, exchange.answers().size());
    for (int i = 1; i < data.size(); i++) {
      String stream = data.get(i).substring(0, "DATA 1 ".length());
      assertFalse(data.get(i - 1).startsWith(stream), "twice in turn");
    }
    assertTrue(data.size() >= 20);
  }

  @Test
  @Rule(section = "8.1", rule = "an answer without content ends with its HEADERS")
  void endsContentOfNoOctetsWithTheHeaderSection() {
    assertTrue(ask("GET", "/octets/0").answers().getLast().startsWith("HEADERS+5 1"));
    assertTrue(ask("HEAD", "/").answers().getLast().startsWith("HEADERS+5 1"));
  }

  @Test
  void echoesWhatComesBeforeItHasEnded() {
    Exchange exchange = Exchange.of(opening().ask(0, 1, "POST", "/echo"));
    exchange.feed(nothing().frame(FrameBytes.DATA, 0, 1, 'a', 'b'));
    assertEquals("ab", contentOf(exchange.answers()));
    exchange.feed(nothing().frame(FrameBytes.DATA, END_STREAM, 1, 'c'));
    assertEquals("abc", contentOf(exchange.answers()));
    assertTrue(exchange.answers().getLast().startsWith("DATA+1 1"));
    assertFalse(exchange.connection.hasStreams());
  }

  @Test
  void echoesNothing() {
    List<String> answers = ask("POST", "/echo").answers();
    assertTrue(answers.getLast().endsWith("1 [\"\"]") || answers.getLast().startsWith("HEADERS+5"));
  }

  @Test
  @Rule(section = "6.9.1", rule = "an empty DATA that ends a stream needs no window")
  void anEndWithoutContentWaitsForNoWindow() {
    Exchange exchange = Exchange.of(opening().setting(4, 100_000));
    exchange.feed(nothing().ask(0, 1, "POST", "/echo").data(0, 1, 5));
    exchange.feed(nothing().ask(END_STREAM, 3, "GET", "/octets/70000"));
    exchange.feed(nothing().data(END_STREAM, 1, 0));
    assertEquals("DATA+1 1 [\"\"]", exchange.answers().getLast());
  }

  @Test
  @Rule(section = "5.2.2", rule = "windows bound what the server has to hold")
  void holdsAnEchoNoLongerThanTheClientsWindowAndTheOwnAllow() {
    Exchange exchange = Exchange.of(opening().setting(4, 10).ask(0, 1, "POST", "/echo"));
    for (int sent = 0; sent < 4; sent++) {
      exchange.feed(nothing().data(0, 1, 16_000));
    }
    assertEquals(0, count(exchange, "WINDOW_UPDATE 1"), "nothing is given back while it is held");
    exchange.feed(nothing().windowUpdate(1, 50_000));
    assertEquals(1, count(exchange, "WINDOW_UPDATE 1"));
    for (int sent = 0; sent < 5; sent++) {
      exchange.feed(nothing().data(0, 1, 16_000));
    }
    assertTrue(exchange.answers().getLast().contains("FLOW_CONTROL_ERROR"));
  }

  @Test
  void countsWhatItSinks() {
    CRC32 crc = new CRC32();
    crc.update(new byte[20_000]);
    Exchange exchange = Exchange.of(opening().ask(0, 1, "POST", "/sink"));
    exchange.feed(nothing().data(0, 1, 10_000).data(END_STREAM, 1, 10_000));
    String expected = "20000 octets, crc32 %08x\n".formatted(crc.getValue());
    assertEquals(expected, contentOf(exchange.answers()));
  }

  @Test
  void discardsContentThatNobodyWantsAndAnswersBehindIt() {
    Exchange exchange = Exchange.of(opening().ask(0, 1, "PUT", "/nowhere").data(0, 1, 9));
    assertEquals(List.of(), exchange.answers());
    exchange.feed(nothing().data(END_STREAM, 1, 9));
    assertTrue(contentOf(exchange.answers()).startsWith("404"));
  }

  @Test
  @Rule(
      section = "8.1",
      rule = "an answer that ends before its request is followed by RST_STREAM NO_ERROR")
  void answersTooMuchContentAtOnceAndAsksForNoMoreOfIt() {
    Limits limits = new Limits(10, 1_000, 1_000, 4, 100, java.util.Map.of());
    FrameBytes announced = opening().ask(0, 1, "POST", "/sink", "content-length", "101");
    FrameBytes sent = opening().ask(0, 1, "POST", "/sink").data(0, 1, 101).data(0, 1, 50);
    for (FrameBytes client : List.of(announced, sent)) {
      List<String> answers = Exchange.of(client, limits).answers();
      assertTrue(contentOf(answers).startsWith("413"), answers.toString());
      assertEquals("RST_STREAM 1 [NO_ERROR]", answers.getLast());
    }
  }

  @Test
  @Rule(section = "8.1.1", rule = "answers to HEAD have no content, errors too")
  void complainsToHeadWithoutContent() {
    Limits limits = new Limits(10, 200, 10_000, 4, 100, java.util.Map.of());
    FrameBytes fields = opening().ask(END_STREAM, 1, "HEAD", "/", "a", "x".repeat(120));
    FrameBytes announced = opening().ask(0, 1, "HEAD", "/", "content-length", "101");
    FrameBytes sent = opening().ask(0, 1, "HEAD", "/").data(0, 1, 101);
    for (FrameBytes client : List.of(fields, announced, sent)) {
      List<String> answers = Exchange.of(client, limits).answers();
      assertTrue(answers.getFirst().startsWith("HEADERS+5 1"), answers.toString());
    }
  }

  @Test
  @Rule(section = "10.5.1", rule = "a field section beyond the limit is answered 431")
  void answersAHeaderListThatIsTooLarge() {
    Limits limits = new Limits(10, 200, 10_000, 4, 100, java.util.Map.of());
    String[] fields = {"a", "x".repeat(100), "b", "x".repeat(100)};
    Exchange exchange =
        Exchange.of(opening().ask(END_STREAM, 1, "GET", "/", fields).request(3), limits);
    assertTrue(contentOf(exchange.answers()).startsWith("431"), exchange.answers().toString());
    assertTrue(exchange.answers().containsAll(Exchange.hello(3)));
  }

  private static long count(Exchange exchange, String frame) {
    return exchange.answers().stream().filter(answer -> answer.startsWith(frame)).count();
  }

  private static String contentOf(List<String> answers) {
    StringBuilder content = new StringBuilder();
    for (String answer : answers) {
      if (answer.startsWith("DATA")) {
        content.append(answer, answer.indexOf('"') + 1, answer.lastIndexOf('"'));
      }
    }
    return content.toString();
  }
}
