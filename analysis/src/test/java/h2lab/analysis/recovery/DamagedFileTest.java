package h2lab.analysis.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.Ran;
import h2lab.analysis.recording.RecordedLoop;
import h2lab.analysis.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved of files that were cut or damaged. */
class DamagedFileTest {
  @TempDir Path folder;

  /** A recording of three chunks: JFR begins a new one when another recording starts or stops. */
  private Path threeChunks() throws Exception {
    return RecordedLoop.record(
        folder.resolve("run.jfr"),
        () -> {
          RecordedLoop.converse(RecordedLoop.accept(), 20);
          try (jdk.jfr.Recording other = new jdk.jfr.Recording()) {
            other.start();
            RecordedLoop.converse(RecordedLoop.accept(), 30);
            other.stop();
          }
          RecordedLoop.converse(RecordedLoop.accept(), 40);
        });
  }

  private Recovery recover(Path file) throws IOException {
    return Recovery.of(file, folder.resolve("out.jfr"));
  }

  private Path damaged(byte[] octets) throws IOException {
    return Files.write(folder.resolve("damaged.jfr"), octets);
  }

  @Test
  void aWholeRecordingComesOutOctetForOctet() throws Exception {
    Path file = threeChunks();
    Recovery recovery = recover(file);
    assertTrue(recovery.wasWhole());
    assertEquals(3, recovery.chunks().size());
    assertEquals(0, recovery.lostSeconds());
    assertEquals(Recording.open(file).events(), recovery.events());
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(folder.resolve("out.jfr")));
  }

  @Test
  @Mishap(
      row = 9,
      what = "`FILE` is cut, anywhere",
      kept = "whole chunks, and of the last all up to its last whole flush: `h2lab recover FILE`")
  void aCutFileKeepsWholeChunksAndTheLastUpToAFlush() throws Exception {
    byte[] whole = Files.readAllBytes(threeChunks());
    List<Chunk> chunks = recover(folder.resolve("run.jfr")).chunks();
    for (int octets = 1; octets < whole.length; octets += octets < 100 ? 1 : 4_111) {
      Recovery recovery = recover(damaged(Arrays.copyOf(whole, octets)));
      long least = 0;
      for (Chunk chunk : chunks) {
        least += chunk.piece().from() + chunk.octets() <= octets ? chunk.events() : 0;
      }
      assertTrue(recovery.events() >= least, recovery.events() + " events at " + octets);
      assertReadable(recovery);
    }
  }

  private void assertReadable(Recovery recovery) throws IOException {
    if (recovery.events() > 0) {
      try (var events = new jdk.jfr.consumer.RecordingFile(folder.resolve("out.jfr"))) {
        long read = 0;
        for (; events.hasMoreEvents(); read++) {
          events.readEvent();
        }
        assertEquals(recovery.events(), read);
      }
    }
  }

  @Test
  @Mishap(
      row = 10,
      what = "`FILE` is damaged within",
      kept = "the chunks before and after, and of the damaged all up to a flush before the damage")
  void aDamagedChunkCostsNoOther() throws Exception {
    byte[] octets = Files.readAllBytes(threeChunks());
    List<Chunk> chunks = recover(folder.resolve("run.jfr")).chunks();
    Piece second = chunks.get(1).piece();
    Arrays.fill(octets, (int) second.from() + 100, (int) second.from() + 200, (byte) 0xEE);
    Recovery recovery = recover(damaged(octets));
    assertFalse(recovery.wasWhole());
    assertEquals(
        List.of(chunks.get(0).events(), chunks.get(2).events()),
        recovery.chunks().stream().filter(chunk -> !chunk.mended()).map(Chunk::events).toList());
    assertReadable(recovery);
  }

  @Test
  void whatWasInADroppedChunkCountsAsLost() throws Exception {
    byte[] octets = Files.readAllBytes(threeChunks());
    Chunk last = recover(folder.resolve("run.jfr")).chunks().getLast();
    Recovery recovery = recover(damaged(Arrays.copyOf(octets, (int) last.piece().from() + 100)));
    assertEquals(2, recovery.chunks().size());
    assertEquals(1, recovery.dropped().size());
    assertTrue(recovery.lostSeconds() >= last.nanos() / 1e9, recovery::toString);
  }

  @Test
  void aDamagedHeaderCostsNoOtherChunk() throws Exception {
    byte[] octets = Files.readAllBytes(threeChunks());
    List<Chunk> chunks = recover(folder.resolve("run.jfr")).chunks();
    octets[(int) chunks.get(1).piece().from()] = 'X';
    Recovery recovery = recover(damaged(octets));
    assertEquals(chunks.get(2).events(), recovery.chunks().getLast().events());
    assertEquals(chunks.get(0).events(), recovery.chunks().getFirst().events());
    assertReadable(recovery);
  }

  @Test
  void whateverIsFlippedWhatIsWrittenCanBeRead() throws Exception {
    byte[] whole = Files.readAllBytes(threeChunks());
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(whole.length)] ^= (byte) random.nextInt(1, 256);
      assertReadable(recover(damaged(flipped)));
    }
  }

  @Test
  void neverOverwritesWhatItReads() throws Exception {
    Path file = threeChunks();
    byte[] before = Files.readAllBytes(file);
    Path link = Files.createSymbolicLink(folder.resolve("link.jfr"), file);
    for (Path target : List.of(file, link)) {
      Ran ran = Ran.of(new RecoverCommand(), file, "-o", target);
      assertEquals(3, ran.exitCode());
      assertTrue(ran.complainedInOneLine(), ran.err());
      assertArrayEquals(before, Files.readAllBytes(file));
    }
    assertEquals(0, Ran.of(new RecoverCommand(), file).exitCode());
    assertTrue(Files.exists(folder.resolve("run-recovered.jfr")));
  }

  @Test
  void refusesToMixTheChunksOfTwoProcesses() throws Exception {
    Path file = threeChunks();
    Path left = Files.createDirectories(folder.resolve("run.jfr.repository"));
    for (String process : List.of("first", "second")) {
      Files.copy(file, Files.createDirectory(left.resolve(process)).resolve("chunk.jfr"));
    }
    Ran ran = Ran.of(new RecoverCommand(), left);
    assertEquals(3, ran.exitCode());
    assertTrue(ran.err().contains("several processes"), ran.err());
    assertEquals(0, Ran.of(new RecoverCommand(), left.resolve("second")).exitCode());
  }

  @Test
  void saysWhatCannotBeRecovered() throws Exception {
    Ran nowhere = Ran.of(new RecoverCommand(), folder.resolve("nowhere.jfr"));
    assertEquals(3, nowhere.exitCode());
    assertTrue(nowhere.complainedInOneLine(), nowhere.err());
    Ran text = Ran.of(new RecoverCommand(), Files.writeString(folder.resolve("a.jfr"), "Hello"));
    assertEquals(1, text.exitCode());
    assertTrue(text.complainedInOneLine(), text.err());
    assertFalse(Files.exists(folder.resolve("a-recovered.jfr")));
  }
}
