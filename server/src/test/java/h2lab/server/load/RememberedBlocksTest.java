package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RememberedBlocksTest {
  private static final byte[] NEWEST_ENTRY = FrameBytes.octets(0xbe);
  private static final int STATUS = 8;

  private final ResponseFields fields = new ResponseFields();

  @Test
  void areDecodedOnce() throws ServerFault {
    for (int i = 0; i < 10; i++) {
      assertEquals(200, of(FrameBytes.STATUS_200));
      assertEquals(404, of(FrameBytes.STATUS_404));
    }
    assertEquals(2, fields.decoded());
  }

  @Test
  void areForgottenWhenTheTableChanges() throws ServerFault {
    assertEquals(201, of(FrameBytes.indexedLiteral(STATUS, "201")));
    assertEquals(201, of(NEWEST_ENTRY));
    assertEquals(201, of(NEWEST_ENTRY));
    assertEquals(503, of(FrameBytes.indexedLiteral(STATUS, "503")));
    assertEquals(503, of(NEWEST_ENTRY));
    assertEquals(4, fields.decoded());
  }

  @Test
  void thatChangeTheTableAreDecodedEachTime() throws ServerFault {
    byte[] indexing = FrameBytes.indexedLiteral(STATUS, "200");
    of(indexing);
    of(FrameBytes.indexedLiteral(STATUS, "500"));
    of(indexing);
    assertEquals(3, fields.decoded());
    assertEquals(500, of(FrameBytes.octets(0xbf)));
  }

  @Test
  void areFewButNeverMixedUp() throws ServerFault {
    for (int round = 0; round < 3; round++) {
      for (int code = 200; code < 220; code++) {
        assertEquals(code, of(FrameBytes.literal(false, ":status", "" + code)));
      }
    }
  }

  @Test
  void keepTheirContentLength() throws ServerFault {
    byte[] five =
        FrameBytes.join(FrameBytes.STATUS_200, FrameBytes.literal(false, "content-length", "5"));
    for (int i = 0; i < 3; i++) {
      assertEquals(200, of(five));
      assertEquals(5, fields.contentLength());
      assertEquals(404, of(FrameBytes.STATUS_404));
      assertEquals(OpenStreams.UNKNOWN, fields.contentLength());
    }
    assertEquals(2, fields.decoded());
  }

  @Test
  void haveNoStatusInTrailers() throws ServerFault {
    assertEquals(0, of(FrameBytes.literal(false, "sum", "1")));
  }

  @Test
  void changeTheTableByInsertionsAndSizeUpdatesOnly() {
    byte[] longValue = FrameBytes.literal(false, "n", "v".repeat(100));
    byte[] neverIndexed = FrameBytes.octets(0x10, 1, 'n', 1, 'v');
    byte[] indexedName = FrameBytes.octets(0x0f, 0x10, 1, 'v');
    assertFalse(changes(FrameBytes.STATUS_200, longValue, neverIndexed, indexedName));
    assertFalse(changes(FrameBytes.octets(0xff, 0x80, 0x01)));
    assertTrue(changes(FrameBytes.STATUS_200, longValue, FrameBytes.literal(true, "n", "v")));
    assertTrue(changes(FrameBytes.octets(0x20), FrameBytes.STATUS_200));
    assertTrue(changes(FrameBytes.octets(0x3f, 0xe1, 0x1f)));
    assertTrue(changes(indexedName, FrameBytes.octets(0x50, 1, 'v')));
  }

  @Test
  void areNeverRememberedIfCutShort() {
    byte[] whole =
        FrameBytes.join(FrameBytes.literal(false, "name", "value"), FrameBytes.octets(0x0f, 0x90));
    for (int length = 1; length <= whole.length; length++) {
      boolean wholeFields = length == 12;
      assertEquals(!wholeFields, TableEffect.of(whole, length), "length " + length);
    }
  }

  private static boolean changes(byte[]... fields) {
    byte[] block = FrameBytes.join(fields);
    return TableEffect.of(block, block.length);
  }

  private int of(byte[] block) throws ServerFault {
    byte[] longer = java.util.Arrays.copyOf(block, block.length + 5);
    fields.read(longer, block.length);
    return fields.status();
  }
}
