package h2lab.analysis.recording.chunk;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The texts that events of a chunk name by their number in a pool. */
final class ChunkPools {
  private static final int CHECKPOINT = 1;
  private static final int UNKNOWN = -1;
  private static final int MOST_DENSE = 1 << 16;

  // The recorder numbers texts from 1 as long as it runs: most are found without a map.
  private int[] dense = new int[64];
  private final Map<Long, Integer> sparse = new HashMap<>();

  private ChunkPools() {
    Arrays.fill(dense, UNKNOWN);
  }

  /** Reads the pools of the chunk; those of other types are passed. */
  static ChunkPools read(ChunkOctets octets, ReadableChunk chunk, ChunkTypes types, Texts texts)
      throws IOException {
    ChunkPools pools = new ChunkPools();
    long position = chunk.poolPosition();
    for (long back = -1; back != 0; position += back) {
      octets.openEvent(chunk.start() + position, chunk.end());
      back = pools.readCheckpoint(octets, types, texts);
      if (back > 0 || position + back < ChunkHeader.OCTETS) {
        throw new UnknownContent("pools that are not linked backwards");
      }
    }
    return pools;
  }

  private long readCheckpoint(ChunkOctets octets, ChunkTypes types, Texts texts)
      throws UnknownContent {
    if (octets.number() != CHECKPOINT) {
      throw new UnknownContent("no pools where they should be");
    }
    octets.number(); // start
    octets.number(); // duration
    long back = octets.number();
    octets.octet(); // what it was written for
    for (long left = octets.number(); left > 0; left--) {
      readPool(octets, types, texts);
    }
    octets.expectEnd();
    return back;
  }

  private void readPool(ChunkOctets octets, ChunkTypes types, Texts texts) throws UnknownContent {
    ChunkTypes.Type type = types.type(octets.number());
    boolean ofTexts = type.name().equals(EventKind.Sort.TEXT.typeName);
    for (long left = octets.number(); left > 0; left--) {
      long number = octets.number();
      if (ofTexts) {
        put(number, texts.read(octets, octets.octet()));
      } else {
        types.skip(octets, type, 0);
      }
    }
  }

  private void put(long number, int textId) {
    if (number < 0 || number >= MOST_DENSE) {
      sparse.put(number, textId);
      return;
    }
    int known = dense.length;
    if (number >= known) {
      dense = Arrays.copyOf(dense, Math.max((int) number + 1, 2 * known));
      Arrays.fill(dense, known, dense.length, UNKNOWN);
    }
    dense[(int) number] = textId;
  }

  /** The id of the text with this number. */
  int textId(long number) throws UnknownContent {
    int id =
        number >= 0 && number < dense.length
            ? dense[(int) number]
            : sparse.getOrDefault(number, UNKNOWN);
    if (id == UNKNOWN) {
      throw new UnknownContent("a text " + number + " that is in no pool");
    }
    return id;
  }
}
