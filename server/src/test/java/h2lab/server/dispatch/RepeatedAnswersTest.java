package h2lab.server.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.library.FrameScanner;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Frames counted by runs are the same as those counted one by one. */
class RepeatedAnswersTest {
  private static final int MARGIN = 16;

  /** What a recording keeps of the frames of one type. */
  private record Seen(int count, int first, int last, long sum, int octets) {
    Seen then(Seen next) {
      return new Seen(count + next.count, first, next.last, sum + next.sum, octets + next.octets);
    }
  }

  private static final class Tally implements FrameScanner.Found {
    private final boolean byRuns;
    private final Map<Integer, Seen> types = new TreeMap<>();
    private int runs;

    Tally(boolean byRuns) {
      this.byRuns = byRuns;
    }

    private void add(int type, int count, int first, int last, long sum, int octets) {
      types.merge(type, new Seen(count, first, last, sum, octets), Seen::then);
    }

    @Override
    public boolean frame(int type, int flags, int streamId, int length, int increment) {
      add(type, 1, streamId, streamId, streamId, FrameScanner.HEADER + length);
      return true;
    }

    @Override
    public int run(ByteBuffer octets, int at, int to) {
      int behind = byRuns ? RepeatedAnswers.count(octets, at, to, this::add) : at;
      runs += behind > at ? 1 : 0;
      return behind;
    }
  }

  @Test
  void answersInARowAreOneRun() {
    ByteBuffer octets = ByteBuffer.allocate(10_000);
    for (int streamId = 1; streamId < 200; streamId += 2) {
      frame(octets, 14, 1, 4, streamId);
      frame(octets, 12, 0, 1, streamId);
    }
    Tally tally = scan(octets.flip(), true, octets.limit());
    assertEquals(1, tally.runs);
    assertEquals(
        Map.of(0, new Seen(100, 1, 199, 10_000, 2_100), 1, new Seen(100, 1, 199, 10_000, 2_300)),
        tally.types);
  }

  @Test
  void anySequenceInAnyPiecesIsCountedAlike() {
    int runs = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      ByteBuffer octets = frames(random);
      Tally byRuns = scan(octets, true, 1 + random.nextInt(octets.limit()));
      assertEquals(scan(octets, false, octets.limit()).types, byRuns.types, "seed " + seed);
      runs += byRuns.runs;
    }
    assertTrue(runs > 1_000, () -> "there are runs among them");
  }

  /** Frames that repeat those before in some things and not in others. */
  private static ByteBuffer frames(Random random) {
    ByteBuffer octets = ByteBuffer.allocate(20_000);
    for (int group = 0; group < 8; group++) {
      int[] lengths = {random.nextInt(40), random.nextInt(40)};
      int[] types = {random.nextInt(11), random.nextInt(4)};
      int flags = random.nextInt(8);
      for (int frame = random.nextInt(20); frame > 0; frame--) {
        int odd = random.nextInt(12) == 0 ? random.nextInt(3) : 0;
        int streamId = random.nextInt() & (random.nextBoolean() ? -1 : 255); // reserved bit too
        frame(octets, lengths[frame & 1] + odd, types[frame & 1], flags, streamId);
      }
    }
    frame(octets, 3, 6, 0, 0);
    return octets.flip();
  }

  private static void frame(ByteBuffer out, int length, int type, int flags, int streamId) {
    out.putInt(length << 8 | type).put((byte) flags).putInt(streamId);
    out.put(new byte[length]);
  }

  /** Scans pieces of at most so many octets, each in a buffer with others around it. */
  private static Tally scan(ByteBuffer octets, boolean byRuns, int piece) {
    Tally tally = new Tally(byRuns);
    FrameScanner scanner = new FrameScanner(0);
    for (int from = 0; from < octets.limit(); from += piece) {
      int length = Math.min(piece, octets.limit() - from);
      ByteBuffer part = ByteBuffer.allocate(length + 2 * MARGIN).put(MARGIN, octets, from, length);
      assertEquals(MARGIN + length, scanner.scan(part, MARGIN, MARGIN + length, tally));
    }
    return tally;
  }
}
