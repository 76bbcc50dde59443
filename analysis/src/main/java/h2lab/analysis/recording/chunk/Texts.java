package h2lab.analysis.recording.chunk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct texts of a file, numbered. A text of up to 16 ASCII characters, which is what
 * actions, facts and points are, is found again by its octets, without making a string of it.
 */
final class Texts {
  /** The encoding of a text that is the number of one in a pool. */
  static final int POOLED = 2;

  private static final int SHORT = 16;
  private static final int WORD = Long.BYTES;
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;
  private static final int NULL = 0;
  private static final int EMPTY = 1;
  private static final int UTF_8 = 3;
  private static final int CHAR_ARRAY = 4;
  private static final int LATIN_1 = 5;

  // Of a short text of each length, which octets of its two words are its own.
  private static final long[] LOW = new long[SHORT + 1];
  private static final long[] HIGH = new long[SHORT + 1];

  private final List<String> texts = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private long[] words = new long[128]; // two for each place of the table
  private int[] idsOfWords = new int[64]; // id + 1, 0 for a place that is free
  private int shortTexts;

  static {
    for (int length = 1; length <= SHORT; length++) {
      LOW[length] = length >= WORD ? -1L : (1L << length * Byte.SIZE) - 1;
      HIGH[length] = length <= WORD ? 0 : -1L >>> (SHORT - length) * Byte.SIZE;
    }
  }

  Texts() {
    id(null);
    id("");
  }

  /** The text with this id. */
  String text(int id) {
    return texts.get(id);
  }

  /** The id of a text, which may be new. */
  int id(String text) {
    Integer known = ids.get(text);
    if (known != null) {
      return known;
    }
    ids.put(text, texts.size());
    texts.add(text);
    return texts.size() - 1;
  }

  /** Reads the text that stands here, of any length; it is no number of one in a pool. */
  int read(ChunkOctets octets, int encoding) throws UnknownContent {
    if (encoding == NULL || encoding == EMPTY) {
      return encoding; // null and the empty text have these ids too
    }
    long length = octets.number();
    if (length < 0 || length > octets.left() || encoding < UTF_8 || encoding > LATIN_1) {
      throw new UnknownContent("a text of " + length + " octets in encoding " + encoding);
    }
    return id(decode(octets, encoding, (int) length));
  }

  /** Passes the text that stands here; it is no number of one in a pool. */
  static void skip(ChunkOctets octets, int encoding) throws UnknownContent {
    if (encoding == UTF_8 || encoding == LATIN_1) {
      octets.skip(octets.number());
    } else if (encoding == CHAR_ARRAY) {
      for (long left = octets.number(); left > 0; left--) {
        octets.number();
      }
    } else if (encoding != NULL && encoding != EMPTY) {
      throw new UnknownContent("a text in encoding " + encoding);
    }
  }

  /** Whether a text stands here that {@link #shortId} finds: its length is the octet after this. */
  static boolean isShort(byte[] window, int at) {
    int encoding = window[at];
    int length = window[at + 1];
    return encoding >= UTF_8
        && encoding <= LATIN_1
        && length >= 0
        && length <= SHORT
        && ((low(window, at, length) | high(window, at, length)) & NOT_ASCII) == 0;
  }

  private static long low(byte[] window, int at, int length) {
    return ChunkOctets.word(window, at + 2) & LOW[length];
  }

  private static long high(byte[] window, int at, int length) {
    return ChunkOctets.word(window, at + 2 + WORD) & HIGH[length];
  }

  /** The id of the short text that stands here. */
  int shortId(byte[] window, int at) {
    int length = window[at + 1];
    long low = low(window, at, length);
    long high = high(window, at, length);
    // No ASCII character has the bit that marks the length of a shorter text.
    long marked = length == SHORT ? high : high | (0x80L | length) << 56;
    int found = idsOfWords[place(low, marked)];
    return found != 0 ? found - 1 : addShort(low, marked, length);
  }

  /** Where these words are in the table, or else belong. */
  private int place(long low, long high) {
    long mixed = (low ^ Long.rotateLeft(high, 29)) * 0x9E37_79B9_7F4A_7C15L;
    int place = (int) (mixed >>> 32) & idsOfWords.length - 1;
    while (idsOfWords[place] != 0 && (words[2 * place] != low || words[2 * place + 1] != high)) {
      place = place + 1 & idsOfWords.length - 1;
    }
    return place;
  }

  private int addShort(long low, long high, int length) {
    byte[] octets = new byte[SHORT];
    for (int index = 0; index < length; index++) {
      octets[index] = (byte) ((index < WORD ? low : high) >>> index % WORD * Byte.SIZE);
    }
    int id = id(new String(octets, 0, length, StandardCharsets.US_ASCII));
    if (2 * ++shortTexts > idsOfWords.length) {
      grow();
    }
    put(low, high, id + 1);
    return id;
  }

  private void put(long low, long high, int entry) {
    int place = place(low, high);
    words[2 * place] = low;
    words[2 * place + 1] = high;
    idsOfWords[place] = entry;
  }

  private void grow() {
    long[] oldWords = words;
    int[] oldIds = idsOfWords;
    words = new long[2 * oldWords.length];
    idsOfWords = new int[2 * oldIds.length];
    for (int place = 0; place < oldIds.length; place++) {
      if (oldIds[place] != 0) {
        put(oldWords[2 * place], oldWords[2 * place + 1], oldIds[place]);
      }
    }
  }

  private static String decode(ChunkOctets octets, int encoding, int length) throws UnknownContent {
    if (encoding == CHAR_ARRAY) {
      char[] characters = new char[length];
      for (int index = 0; index < length; index++) {
        characters[index] = (char) octets.number();
      }
      return new String(characters);
    }
    return new String(
        octets.octets(length),
        encoding == UTF_8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }
}
