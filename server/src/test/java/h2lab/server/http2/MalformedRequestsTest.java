package h2lab.server.http2;

import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.conformance.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed requests are stream errors PROTOCOL_ERROR (RFC 9113 sections 8.1.1, 8.2, 8.3). */
class MalformedRequestsTest {
  private static final String RESET = "RST_STREAM 1 [PROTOCOL_ERROR]";
  private static final String GOOD = ":method GET|:scheme http|:path /|";

  private static String[] fields(String text) {
    List<String> fields = new ArrayList<>();
    for (String line : text.split("\\|")) {
      int space = line.indexOf(' ', 1);
      fields.add(space < 0 ? line : line.substring(0, space));
      fields.add(space < 0 ? "" : line.substring(space + 1));
    }
    return fields.toArray(String[]::new);
  }

  private static List<String> answersTo(String fields) {
    FrameBytes client = opening().fields(END_STREAM, 1, fields(fields)).request(3);
    return Exchange.of(client).answers();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":scheme http|:path /",
        ":method GET|:path /",
        ":method GET|:scheme http",
        ":method|:scheme http|:path /",
        ":method GET|:scheme http|:path",
        ":method GET|:scheme http|:path octets",
        ":method GET|:scheme http|:path *",
        ":method GET|:method GET|:scheme http|:path /",
        ":method GET|:scheme http|:path /|:path /",
        ":method GET|:scheme http|:scheme http|:path /",
        ":method GET|:scheme http|:path /|:authority a|:authority a",
        ":method GET|:scheme http|a b|:path /",
        GOOD + ":status 200",
        GOOD + ":protocol websocket",
        GOOD + ":unknown x",
        GOOD + "Upper case",
        GOOD + "connection close",
        GOOD + "proxy-connection close",
        GOOD + "keep-alive 5",
        GOOD + "transfer-encoding chunked",
        GOOD + "upgrade h2c",
        GOOD + "te gzip",
        GOOD + "te trailers, gzip",
        GOOD + "a:b c",
        GOOD + "a\u0000b c",
        GOOD + "a\u007fb c",
        GOOD + "\u00e4 c",
        GOOD + "value \u0009tab",
        GOOD + "value  space",
        GOOD + "value space ",
        GOOD + "value a\u0000b",
        GOOD + "value a\rb",
        GOOD + "value a\nb",
        GOOD + "content-length x",
        GOOD + "content-length",
        GOOD + "content-length -1",
        GOOD + "content-length +1",
        GOOD + "content-length 99999999999999999999",
        GOOD + "content-length 0|content-length 1",
        GOOD + "content-length 1",
        ":method CONNECT",
        ":method CONNECT|:authority a|:path /",
        ":method CONNECT|:authority a|:scheme http",
      })
  @Rule(section = "8.1.1", rule = "a malformed request is PROTOCOL_ERROR of its stream")
  @Rule(section = "8.2.1", rule = "illegal characters of names and values make a request malformed")
  @Rule(section = "8.2.2", rule = "fields of the connection make a request malformed")
  @Rule(section = "8.3", rule = "pseudo-headers: known, once, first; else the request is malformed")
  @Rule(section = "8.3.1", rule = ":method, :scheme and :path are there, and fit each other")
  @Rule(section = "8.5", rule = "CONNECT has :authority, and neither :scheme nor :path")
  void resetsTheStreamAndNothingElse(String fields) {
    List<String> expected = new ArrayList<>(List.of(RESET));
    expected.addAll(Exchange.hello(3));
    assertEquals(expected, answersTo(fields));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD + "te trailers",
        GOOD + "te Trailers",
        GOOD + "content-length 0",
        GOOD + "content-length 0|content-length 0",
        GOOD + "cookie a=b|cookie c=d",
        GOOD + "empty",
        GOOD + "value \u00e4\u0001",
        ":method GET|:scheme http|:path /?a b",
        ":path /|:scheme https|:method GET|:authority a",
      })
  @Rule(section = "8.2", rule = "fields that are unusual but right are taken")
  void answersWhatIsUnusualButRight(String fields) {
    List<String> expected = new ArrayList<>(Exchange.hello(1));
    expected.addAll(Exchange.hello(3));
    assertEquals(expected, answersTo(fields));
  }

  @Test
  @Rule(section = "8.2.1", rule = "a field name is not empty")
  void anEmptyNameIsNone() {
    String[] fields = fields(GOOD + "x y");
    fields[6] = "";
    FrameBytes client = opening().fields(END_STREAM, 1, fields);
    assertEquals(List.of(RESET), Exchange.of(client).answers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "6"})
  @Rule(section = "8.1.1", rule = "content-length is a number, and that of the content's octets")
  void contentLengthMustBeWhatDataBrings(String length) {
    FrameBytes client =
        opening().ask(0, 1, "POST", "/sink", "content-length", length).data(END_STREAM, 1, 5);
    assertEquals(List.of(RESET), Exchange.of(client).answers());
  }

  @Test
  @Rule(section = "8.1.1", rule = "content-length is a number, and that of the content's octets")
  void trailersCountForContentLengthToo() {
    FrameBytes client =
        opening().ask(0, 1, "POST", "/sink", "content-length", "5").data(0, 1, 4).trailers(1);
    assertEquals(List.of(RESET), Exchange.of(client).answers());
  }

  @ParameterizedTest
  @ValueSource(strings = {":path /", "Upper x", "connection close"})
  @Rule(section = "8.1", rule = "trailers have no pseudo-headers and no malformed fields")
  void trailersAreJudgedAsFieldsAre(String trailer) {
    FrameBytes client = opening().requestWithBody(1).fields(END_STREAM, 1, fields(trailer));
    assertEquals(List.of(RESET), Exchange.of(client).answers());
  }
}
