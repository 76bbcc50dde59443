package h2lab.analysis.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.analysis.recording.chunk.ChunkReader;
import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether our reader and the JDK's read the same from a file. */
public final class ReaderAgreement {
  private ReaderAgreement() {}

  /**
   * Reads a whole recording by both, and requires the same events with the same values in the same
   * order, of which ours reads all by itself.
   *
   * @return how many events there are that are read
   */
  public static int require(Path file) throws IOException {
    List<String> ours = new ArrayList<>();
    List<String> theirs = new ArrayList<>();
    long events;
    try (ChunkReader chunks = new ChunkReader(file)) {
      chunks.<IOException>forEach(event -> ours.add(spell(event)));
      events = chunks.events();
    }
    long known =
        new JdkEvents(file, new EventCursor()).forEach(0, event -> theirs.add(spell(event)));
    for (int index = 0; index < Math.min(ours.size(), theirs.size()); index++) {
      assertEquals(theirs.get(index), ours.get(index), "event " + index);
    }
    assertEquals(theirs.size(), ours.size());
    assertEquals(known, events);
    return ours.size();
  }

  private static String spell(EventCursor event) {
    StringBuilder spelled = new StringBuilder(event.kind() + " at " + event.epochNanos());
    for (EventKind.Field field : event.kind().fields()) {
      boolean text = field.sort() == EventKind.Sort.TEXT;
      spelled.append(' ').append(field.name()).append('=');
      spelled.append(text ? event.text(field.slot()) : (Object) event.number(field.slot()));
    }
    return spelled.toString();
  }
}
