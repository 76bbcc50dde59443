package h2lab.server.conformance;

import static h2lab.server.conformance.HpackRequests.WRONG;
import static h2lab.server.conformance.HpackRequests.assertEach;
import static h2lab.server.conformance.HpackRequests.head;
import static h2lab.server.conformance.HpackRequests.keep;
import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.conformance.wire.FieldBlock;
import h2lab.server.conformance.wire.FieldBlock.Kept;
import h2lab.server.conformance.wire.Frame;
import h2lab.server.conformance.wire.HuffmanCode;
import h2lab.server.http2.Http2Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables of RFC 7541, as the server has to keep them: what an index means shows in answers. */
class HpackTablesTest {
  /** Octets an entry {@code :path /octets/N} takes, N of three digits (section 4.1). */
  private static final int ENTRY = ":path".length() + "/octets/100".length() + 32;

  /** A request whose path is the entry of an index. */
  private static FieldBlock path(int index) {
    return head().indexed(index);
  }

  @Test
  @Rule(of = Rule.HPACK, section = "2.3.2", rule = "the newest entry is 62, the oldest the highest")
  void theNewestEntryComesFirst() {
    try (Asking asking = new Asking()) {
      for (int octets = 100; octets < 110; octets++) {
        assertEquals("200 " + octets, asking.ask(keep(octets)));
      }
      for (int i = 0; i < 10; i++) {
        assertEquals("200 " + (109 - i), asking.ask(path(62 + i)));
      }
      assertEquals(WRONG, asking.ask(path(72)));
    }
  }

  @Test
  @Rule(
      of = Rule.HPACK,
      section = "2.3.3",
      rule = "an index of 0 or beyond both tables is an error")
  void anIndexInNoTableIsAnError() {
    assertEach(
        WRONG,
        Map.of(
            "0", FieldBlock.get().indexed(0),
            "62 of an empty table", FieldBlock.get().indexed(62),
            "1000", FieldBlock.get().indexed(1_000),
            "2^31", FieldBlock.get().indexed(1L << 31),
            "name 62, kept", FieldBlock.get().literal(Kept.INDEXED, 62, "x"),
            "name 62, not kept", FieldBlock.get().literal(Kept.NOT_INDEXED, 62, "x"),
            "name 62, never kept", FieldBlock.get().literal(Kept.NEVER_INDEXED, 62, "x")));
  }

  @Test
  @Rule(of = Rule.HPACK, section = "2.3.1", rule = "all 61 entries of the static table are known")
  void everyStaticEntryIsUnderstood() {
    for (int index = 15; index <= 61; index++) {
      String name = HuffmanCode.lines("static-table.txt").get(index - 1).split(" ")[1];
      String expected =
          switch (name) {
            case "content-length" -> "RST_STREAM PROTOCOL_ERROR"; // of no value: no number
            case "transfer-encoding" -> "RST_STREAM PROTOCOL_ERROR";
            default -> "200";
          };
      assertEquals(expected, Asking.once(FieldBlock.get().indexed(index)), name);
    }
    for (int index = 8; index <= 14; index++) {
      assertEquals("RST_STREAM PROTOCOL_ERROR", Asking.once(FieldBlock.get().indexed(index)));
    }
    FieldBlock https = FieldBlock.empty().indexed(2).indexed(7).indexed(5);
    assertEquals("404", Asking.once(https), "/index.html");
    assertEquals("405", Asking.once(FieldBlock.empty().indexed(3).indexed(6).indexed(4)), "POST /");
  }

  @Test
  @Rule(of = Rule.HPACK, section = "4.2", rule = "a size update stands at the beginning of a block")
  void aSizeUpdateBehindAFieldIsAnError() {
    assertEquals(WRONG, Asking.once(FieldBlock.get().sizeUpdate(100)));
    assertEquals(WRONG, Asking.once(FieldBlock.empty().indexed(2).sizeUpdate(0).indexed(6)));
  }

  @Test
  @Rule(of = Rule.HPACK, section = "4.2", rule = "two size updates may stand there")
  void severalSizeUpdatesAtTheBeginningAreRight() {
    FieldBlock block = FieldBlock.empty().sizeUpdate(0).sizeUpdate(4_096);
    assertEquals("200", Asking.once(block.raw(FieldBlock.get().octets())));
  }

  @Test
  @Rule(
      of = Rule.HPACK,
      section = "6.3",
      rule = "a size beyond SETTINGS_HEADER_TABLE_SIZE is wrong")
  void aSizeBeyondTheLimitIsAnError() {
    byte[] get = FieldBlock.get().octets();
    assertEquals("200", Asking.once(FieldBlock.empty().sizeUpdate(4_096).raw(get)));
    assertEquals(WRONG, Asking.once(FieldBlock.empty().sizeUpdate(4_097).raw(get)));
    assertEquals(WRONG, Asking.once(FieldBlock.empty().sizeUpdate(1L << 32).raw(get)));
  }

  @Test
  @Rule(of = Rule.HPACK, section = "4.3", rule = "a smaller size evicts the oldest entries")
  void aSmallerSizeEvictsTheOldest() {
    try (Asking asking = new Asking()) {
      for (int octets = 100; octets < 105; octets++) {
        asking.ask(keep(octets));
      }
      FieldBlock smaller = FieldBlock.empty().sizeUpdate(2 * ENTRY).raw(path(62).octets());
      assertEquals("200 104", asking.ask(smaller));
      assertEquals("200 103", asking.ask(path(63)));
      assertEquals(WRONG, asking.ask(path(64)));
    }
  }

  @Test
  @Rule(
      of = Rule.HPACK,
      section = "4.3",
      rule = "a size of 0 empties the table, and it can grow again")
  void aSizeOfZeroEmptiesTheTable() {
    try (Asking asking = new Asking()) {
      asking.ask(keep(100));
      FieldBlock emptied = FieldBlock.empty().sizeUpdate(0).sizeUpdate(4_096);
      assertEquals("200 101", asking.ask(emptied.raw(keep(101).octets())));
      assertEquals("200 101", asking.ask(path(62)));
      assertEquals(WRONG, asking.ask(path(63)));
    }
  }

  @Test
  @Rule(of = Rule.HPACK, section = "4.4", rule = "an entry is added once older ones made room")
  void theOldestMakeRoomForTheNew() {
    try (Asking asking = new Asking()) {
      int fit = 4_096 / ENTRY;
      for (int i = 0; i < fit + 3; i++) {
        asking.ask(keep(100 + i));
      }
      assertEquals("200 " + (100 + fit + 2), asking.ask(path(62)));
      assertEquals("200 103", asking.ask(path(62 + fit - 1)));
      assertEquals(WRONG, asking.ask(path(62 + fit)));
    }
  }

  @Test
  @Rule(of = Rule.HPACK, section = "4.1", rule = "an entry counts its octets and 32 more, exactly")
  void anEntryThatFitsExactlyIsKept() {
    for (int spare = 0; spare <= 1; spare++) {
      try (Asking asking = new Asking()) {
        FieldBlock sized = FieldBlock.empty().sizeUpdate(3 * ENTRY - spare);
        asking.ask(sized.raw(keep(100).octets()));
        asking.ask(keep(101));
        asking.ask(keep(102));
        assertEquals(spare == 0 ? "200 100" : WRONG, asking.ask(path(64)));
      }
    }
  }

  @Test
  @Rule(of = Rule.HPACK, section = "4.4", rule = "an entry larger than the table empties it")
  void anEntryThatIsTooLargeEmptiesTheTable() {
    try (Asking asking = new Asking()) {
      asking.ask(keep(100));
      FieldBlock large = keep(101).literal(Kept.INDEXED, "x", "v".repeat(4_096));
      assertEquals("200 101", asking.ask(large), "which is no error");
      assertEquals(WRONG, asking.ask(path(62)));
    }
  }

  @Test
  @Rule(of = Rule.HPACK, section = "4.4", rule = "a name taken from an entry survives its eviction")
  void aNameFromAnEvictedEntryIsUnderstood() {
    try (Asking asking = new Asking()) {
      FieldBlock small = FieldBlock.empty().sizeUpdate(ENTRY);
      asking.ask(small.raw(keep(100).octets()));
      FieldBlock again = head().literal(Kept.INDEXED, 62, "/octets/200");
      assertEquals("200 200", asking.ask(again));
      assertEquals("200 200", asking.ask(path(62)));
    }
  }

  @Test
  @Rule(of = Rule.HPACK, section = "6.2.2, 6.2.3", rule = "only literals with indexing are kept")
  void otherLiteralsAreNotKept() {
    for (Kept kept : List.of(Kept.NOT_INDEXED, Kept.NEVER_INDEXED)) {
      try (Asking asking = new Asking()) {
        assertEquals("200 100", asking.ask(head().literal(kept, ":path", "/octets/100")));
        assertEquals("200 101", asking.ask(head().literal(kept, 4, "/octets/101")));
        assertEquals(WRONG, asking.ask(path(62)));
      }
    }
  }

  @Test
  @Rule(section = "4.3", rule = "a block is decoded whole, however many frames it comes in")
  void aBlockIsDecodedOverTheBordersOfItsFrames() {
    byte[] block = keep(100).huffman(true).field("x-long", "yz".repeat(30)).octets();
    for (int cut = 0; cut <= block.length; cut++) {
      try (Dialogue dialogue =
          new Dialogue(new Http2Connection(Bounds.USUAL.limits()), Dialogue.ROOMY)) {
        dialogue.feed(Step.octets(Step.opened()));
        byte[] first = java.util.Arrays.copyOf(block, cut);
        byte[] rest = java.util.Arrays.copyOfRange(block, cut, block.length);
        dialogue.feed(new Frame(Frame.HEADERS, Frame.END_STREAM, 1, first).octets());
        dialogue.feed(new Frame(Frame.CONTINUATION, Frame.END_HEADERS, 1, rest).octets());
        List<String> told = new Told().tell(dialogue.takeReplies());
        assertEquals("HEADERS 1 200", told.getLast(), "cut at " + cut);
      }
    }
  }

  @Test
  @Rule(section = "4.3", rule = "blocks of refused and reset streams change the table all the same")
  void blocksThatNobodyAnswersChangeTheTable() {
    try (Asking asking = new Asking()) {
      assertEquals("RST_STREAM PROTOCOL_ERROR", asking.ask(keep(100).field("Upper", "case")));
      assertEquals("200 100", asking.ask(path(62)));
    }
  }
}
