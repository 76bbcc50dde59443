package h2lab.server.conformance;

import h2lab.server.conformance.wire.FieldBlock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Field sections of requests, right and wrong in every way RFC 9113 section 8 knows. */
final class RequestVariants {
  private RequestVariants() {}

  /** By what is said of each in few words. */
  static Map<String, FieldBlock> all() {
    Map<String, FieldBlock> all = new LinkedHashMap<>();
    resources(all);
    control(all);
    names(all);
    values(all);
    ofTheConnection(all);
    lengths(all);
    return all;
  }

  private static FieldBlock get() {
    return FieldBlock.request("GET", "/octets/5");
  }

  private static FieldBlock pseudo(String... pairs) {
    FieldBlock block = FieldBlock.empty();
    for (int i = 0; i < pairs.length; i += 2) {
      block.field(pairs[i], pairs[i + 1]);
    }
    return block;
  }

  private static void resources(Map<String, FieldBlock> all) {
    for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "get", "X")) {
      for (String path : List.of("/", "/octets/5", "/echo", "/sink", "/nowhere")) {
        all.put(method + " " + path, FieldBlock.request(method, path));
      }
    }
    for (String path :
        List.of(
            "/?q=1",
            "/octets/5?/sink",
            "/octets/",
            "/octets/x",
            "/octets/-1",
            "/octets/9999999999",
            "/octets/99999999999999999999",
            "//",
            "/Echo",
            "/echo/",
            "/#",
            "/%2F")) {
      all.put("GET " + path, FieldBlock.request("GET", path));
    }
  }

  private static void control(Map<String, FieldBlock> all) {
    all.put("no :method", pseudo(":scheme", "http", ":path", "/"));
    all.put("no :scheme", pseudo(":method", "GET", ":path", "/"));
    all.put("no :path", pseudo(":method", "GET", ":scheme", "http"));
    all.put("no :authority", pseudo(":method", "GET", ":scheme", "http", ":path", "/"));
    all.put("no field at all", FieldBlock.empty());
    all.put("empty :path", FieldBlock.request("GET", ""));
    all.put("empty :method", FieldBlock.request("", "/"));
    all.put("path without slash", FieldBlock.request("GET", "octets/5"));
    all.put("whole URI as path", FieldBlock.request("GET", "http://h/"));
    all.put("asterisk of GET", FieldBlock.request("GET", "*"));
    all.put("asterisk of OPTIONS", FieldBlock.request("OPTIONS", "*"));
    all.put("CONNECT", pseudo(":method", "CONNECT", ":authority", "h:80"));
    all.put("CONNECT with :path", FieldBlock.request("CONNECT", "/"));
    all.put("CONNECT without :authority", pseudo(":method", "CONNECT"));
    all.put("two :method", get().field(":method", "GET"));
    all.put("two :path", get().field(":path", "/"));
    all.put("two :scheme", get().field(":scheme", "http"));
    all.put("two :authority", get().field(":authority", "h"));
    all.put(":status", get().field(":status", "200"));
    all.put(":protocol", get().field(":protocol", "websocket"));
    all.put("unknown pseudo-header", get().field(":unknown", "x"));
    all.put("a colon for a name", get().field(":", "x"));
    all.put(
        "pseudo-header behind a field",
        pseudo(":method", "GET", ":scheme", "http", "x", "y", ":path", "/"));
    all.put("other scheme", pseudo(":method", "GET", ":scheme", "ftp", ":path", "/"));
    all.put("upper-case pseudo-header", get().field(":Method", "GET"));
  }

  private static void names(Map<String, FieldBlock> all) {
    all.put("upper-case name", get().field("Accept", "x"));
    all.put("empty name", get().field("", "x"));
    for (char c : new char[] {0, ' ', '\t', '\r', '\n', 0x7f, 0x80, 0xff, ':'}) {
      all.put("name with " + (int) c, get().field("a" + c + "b", "x"));
    }
    all.put("name of a space", get().field(" ", "x"));
    all.put("all characters of tokens", get().field("!#$%&'*+-.^_`|~09az", "x"));
  }

  private static void values(Map<String, FieldBlock> all) {
    for (char c : new char[] {0, '\r', '\n'}) {
      all.put("value with " + (int) c, get().field("x", "a" + c + "b"));
      all.put(":path with " + (int) c, FieldBlock.request("GET", "/a" + c + "b"));
    }
    all.put("value after a space", get().field("x", " a"));
    all.put("value after a tab", get().field("x", "\ta"));
    all.put("value before a space", get().field("x", "a "));
    all.put("value before a tab", get().field("x", "a\t"));
    all.put("value of a space", get().field("x", " "));
    all.put("value with a space within", get().field("x", "a b"));
    all.put("empty value", get().field("x", ""));
    all.put("value of octets from 128", get().field("x", "a\u0080\u00ffb"));
    all.put("space before :authority", get().field(":authority", " h"));
    all.put("several cookies", get().field("cookie", "a=1").field("cookie", "b=2"));
  }

  private static void ofTheConnection(Map<String, FieldBlock> all) {
    for (String name :
        List.of("connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade")) {
      all.put(name, get().field(name, "x"));
    }
    all.put("te: trailers", get().field("te", "trailers"));
    all.put("te: gzip", get().field("te", "gzip"));
    all.put("te: trailers, gzip", get().field("te", "trailers, gzip"));
  }

  private static void lengths(Map<String, FieldBlock> all) {
    for (String length :
        List.of("0", "00", "3", "-0", "-1", "+3", "3 ", "0x3", "3,3", "", "a", "1.0")) {
      all.put(
          "content-length \"" + length + "\"",
          FieldBlock.request("POST", "/sink").field("content-length", length));
    }
    all.put(
        "content-length twice the same",
        FieldBlock.request("POST", "/sink")
            .field("content-length", "3")
            .field("content-length", "3"));
    all.put(
        "two content-lengths that differ",
        FieldBlock.request("POST", "/sink")
            .field("content-length", "3")
            .field("content-length", "4"));
    all.put(
        "content-length of 2^63",
        FieldBlock.request("POST", "/sink").field("content-length", "9223372036854775808"));
  }
}
