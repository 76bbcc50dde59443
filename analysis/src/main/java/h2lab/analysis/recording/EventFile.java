package h2lab.analysis.recording;

import h2lab.analysis.recording.chunk.ChunkReader;
import h2lab.analysis.recording.chunk.ChunkReader.EventReader;
import h2lab.analysis.recording.chunk.EventKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Streams the events of a file by our own reader, by the JDK's from where ours does not know
 * further, and tells in one line what is wrong with it.
 */
final class EventFile {
  private static final byte[] MAGIC = {'F', 'L', 'R', 0};

  private final Path file;

  EventFile(Path file) {
    this.file = file;
  }

  /**
   * Hands over each event of an {@link EventKind}, in the order of the file.
   *
   * @return how many events of whatever kind there were
   * @throws RecordingFault if the file is not a whole recording; events before the fault were
   *     handed over
   */
  long forEach(EventReader<RecordingFault> reader) throws RecordingFault {
    refuseWhatIsNoRecording();
    try (ChunkReader chunks = new ChunkReader(file)) {
      return forEach(chunks, reader);
    } catch (RecordingFault fault) {
      throw fault;
    } catch (IOException e) {
      throw RecordingFault.unreadable(file, "cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private long forEach(ChunkReader chunks, EventReader<RecordingFault> reader)
      throws RecordingFault {
    try {
      chunks.forEach(reader);
      return chunks.events();
    } catch (RecordingFault fault) {
      throw fault;
    } catch (IOException notUnderstood) {
      // The JDK's reader knows more, or else how to say what is wrong.
      return new JdkEvents(file, chunks.cursor()).forEach(chunks.events(), reader);
    }
  }

  private void refuseWhatIsNoRecording() throws RecordingFault {
    if (!Files.exists(file)) {
      throw RecordingFault.unreadable(file, "does not exist");
    }
    if (!Files.isRegularFile(file)) {
      throw RecordingFault.unreadable(file, "is not a file");
    }
    byte[] start = start();
    if (start.length == 0) {
      throw RecordingFault.unreadable(file, "is empty: its recorder was killed before it wrote");
    }
    if (!Arrays.equals(start, Arrays.copyOf(MAGIC, start.length))) {
      throw RecordingFault.unreadable(file, "is not a flight recording");
    }
    if (start.length < MAGIC.length) {
      throw RecordingFault.damaged(file, 0, new EOFException("it ends after " + start.length));
    }
  }

  private byte[] start() throws RecordingFault {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAGIC.length);
    } catch (IOException e) {
      throw RecordingFault.unreadable(file, "cannot be read: " + e.getClass().getSimpleName());
    }
  }
}
