package h2lab.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When recording must end for want of room, by file systems that are as full as they say. */
@Timeout(60)
class DiskRoomTest {
  private static final long MARGIN = DiskRoom.MARGIN_OCTETS;
  private static final Path CHUNKS = Path.of("chunks");
  private static final Path TARGET = Path.of("target");

  private static DiskRoom apart(long ofChunks, long ofTarget) {
    return new DiskRoom(
        CHUNKS, TARGET, false, folder -> folder.equals(CHUNKS) ? ofChunks : ofTarget);
  }

  private static DiskRoom shared(long octets) {
    return new DiskRoom(CHUNKS, TARGET, true, folder -> octets);
  }

  @Test
  void aFileSystemForBothNeedsRoomForTheRecordingAndAMargin() throws IOException {
    assertNull(shared(MARGIN + 1_000).obstacle(1_000));
    assertNotNull(shared(MARGIN + 999).obstacle(1_000));
  }

  @Test
  void theTargetsFileSystemNeedsRoomForTheRecordingTheOtherForTheMargin() throws IOException {
    assertNull(apart(MARGIN, MARGIN + 1_000).obstacle(1_000));
    assertNotNull(apart(MARGIN - 1, Long.MAX_VALUE).obstacle(1_000));
    assertNotNull(apart(Long.MAX_VALUE, MARGIN + 999).obstacle(1_000));
  }

  @Test
  void saysWhichFolderIsFullAndHowMuchIsNeeded() throws IOException {
    assertEquals(
        "target has 1 MiB free, 130 are needed to record and to write the recording",
        apart(MARGIN, 1 << 20).obstacle(2 << 20));
  }

  @Test
  void theGuardTellsOnceWhenTheRoomIsGone() throws Exception {
    AtomicLong free = new AtomicLong(MARGIN);
    CompletableFuture<String> told = new CompletableFuture<>();
    DiskRoom room = new DiskRoom(CHUNKS, TARGET, true, folder -> free.get());
    try (DiskGuard _ =
        DiskGuard.start(room, () -> 0, why -> assertTrue(told.complete(why), "told twice"))) {
      free.decrementAndGet();
      assertTrue(told.get().startsWith("chunks has 127 MiB free"), told.get());
    }
  }

  @Test
  void theGuardTakesNotToKnowForAnObstacle() throws Exception {
    CompletableFuture<String> told = new CompletableFuture<>();
    DiskRoom room =
        new DiskRoom(
            CHUNKS,
            TARGET,
            true,
            folder -> {
              throw new IOException("unplugged");
            });
    try (DiskGuard _ = DiskGuard.start(room, () -> 0, told::complete)) {
      assertEquals("cannot tell how much room is left: unplugged", told.get());
    }
  }
}
