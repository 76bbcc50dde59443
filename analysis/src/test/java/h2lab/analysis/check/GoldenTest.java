package h2lab.analysis.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.recording.FactRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
  private static final Golden GOLDEN =
      new Golden(
          "async-custom, TLS jdk",
          List.of(
              new ActionSequence(1, List.of(new Step("16", "READ_PORT"), new Step("", "WAIT"))),
              new ActionSequence(2, List.of(new Step("E6", "WRITE_PORT")))));
  private static final List<FactRow> FACTS =
      List.of(
          new FactRow(0, "1", "CAN_READ_PORT", ".", "NONE", "", "", ""),
          new FactRow(1, "6", "CAN_WRITE", ".", "ALL", "", "", ""));
  private static final String TEXT =
      """
      # h2lab golden action sequences, format 1
      # of async-custom, TLS jdk
      #
      # 1  CAN_READ_PORT
      # 6  CAN_WRITE
      #
      # client   step  facts             action
             1      1  16                READ_PORT
             1      2  -                 WAIT
             2      1  E6                WRITE_PORT
      """;

  @TempDir Path folder;

  private Golden read(String text) throws IOException {
    return GoldenFile.read(Files.writeString(folder.resolve("a.txt"), text));
  }

  private String fault(String text) {
    Path file = folder.resolve("a.txt");
    String message = assertThrows(IOException.class, () -> read(text)).getMessage();
    assertTrue(message.startsWith(file + " is not a golden: "), message);
    assertFalse(message.contains("\n"), message);
    return message.substring((file + " is not a golden: ").length());
  }

  @Test
  void isTextForReviewers() {
    assertEquals(TEXT, GOLDEN.text(FACTS));
  }

  @Test
  void readsWhatItWrites() throws Exception {
    assertEquals(GOLDEN, read(TEXT));
    assertEquals(GOLDEN, read(TEXT.replace("\n", "\r\n")));
  }

  @Test
  void namesTheLineThatIsWrong() {
    assertEquals("line 1 is empty", fault(""));
    assertTrue(fault("Hello\n").startsWith("line 1 does not begin with "));
    assertEquals(
        "line 9 has 3 columns, not client, step, facts, action", fault(TEXT.replace("-", " ")));
    assertEquals(
        "line 9 has step 3 of client 1 where step 2 of client 1 should be",
        fault(TEXT.replace("1      2  -", "1      3  -")));
    assertEquals(
        "line 10 has step 1 of client 3 where step 3 of client 1 should be",
        fault(TEXT.replace("2      1  E6", "3      1  E6")));
    assertEquals(
        "line 8 has step x of client 1 where step 1 of client 1 should be",
        fault(TEXT.replace("1      1  16", "1      x  16")));
  }

  @Test
  void refusesGarbage() throws Exception {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      byte[] garbage = new byte[random.nextInt(1, 500)];
      random.nextBytes(garbage);
      Path file = Files.write(folder.resolve("garbage.txt"), garbage);
      String message = assertThrows(IOException.class, () -> GoldenFile.read(file)).getMessage();
      assertTrue(message.startsWith(file + " is not a golden: "), message);
      assertFalse(message.contains("\n"), message);
    }
  }
}
