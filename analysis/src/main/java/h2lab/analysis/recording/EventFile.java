package h2lab.analysis.recording;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Streams the events of a file, whatever they are, and tells in one line what is wrong with it. */
final class EventFile {
  private static final byte[] MAGIC = {'F', 'L', 'R', 0};

  /** Takes one event after the other. */
  @FunctionalInterface
  interface EventReader {
    void accept(RecordedEvent event) throws RecordingFault;
  }

  private interface Reading<T> {
    T run() throws IOException;
  }

  private final Path file;

  EventFile(Path file) {
    this.file = file;
  }

  /**
   * Hands over each event, in the order of the file.
   *
   * @return how many there were
   * @throws RecordingFault if the file is not a whole recording; events before the fault were
   *     handed over
   */
  long forEach(EventReader reader) throws RecordingFault {
    refuseWhatIsNoRecording();
    long events = 0;
    try (RecordingFile recording = attempt(events, () -> new RecordingFile(file))) {
      for (RecordedEvent event; (event = next(recording, events)) != null; events++) {
        reader.accept(event);
      }
    } catch (RecordingFault fault) {
      throw fault;
    } catch (IOException e) {
      throw RecordingFault.damaged(file, events, e);
    }
    return events;
  }

  private RecordedEvent next(RecordingFile recording, long eventsRead) throws RecordingFault {
    return attempt(eventsRead, () -> recording.hasMoreEvents() ? recording.readEvent() : null);
  }

  /**
   * The JDK's reader trusts what it reads: a damaged length or index can make it fail in any way,
   * and ask for any amount of memory.
   */
  private <T> T attempt(long eventsRead, Reading<T> reading) throws RecordingFault {
    try {
      return reading.run();
    } catch (IOException | RuntimeException | VirtualMachineError | AssertionError e) {
      throw RecordingFault.damaged(file, eventsRead, e);
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
