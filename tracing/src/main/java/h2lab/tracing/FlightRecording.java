package h2lab.tracing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/**
 * A recording of this process at a {@link Level}, written to a file when it is closed.
 *
 * <p>Without a size limit of our own JFR keeps 250 MB of a recording and silently drops what is
 * older, hence the largest there is.
 */
public final class FlightRecording implements AutoCloseable {
  private final Recording recording;
  private final Path file;
  private final Runnable describeTrial;

  private FlightRecording(Recording recording, Path file, Runnable describeTrial) {
    this.recording = recording;
    this.file = file;
    this.describeTrial = describeTrial;
  }

  /**
   * Starts to record.
   *
   * @param trial what the recording says of itself, in each of its chunks
   * @param file where {@link #close} writes; an existing one is replaced then
   * @throws IOException if the file cannot be written there
   */
  public static FlightRecording start(Level level, TrialEvent trial, Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(target)) {
      throw new IOException("cannot write a recording to " + file);
    }
    Recording recording = new Recording(level.configuration());
    recording.setName("h2lab");
    recording.setMaxSize(Long.MAX_VALUE);
    recording.setToDisk(true);
    Runnable describeTrial = trial::commit;
    FlightRecorder.addPeriodicEvent(TrialEvent.class, describeTrial);
    recording.start();
    return new FlightRecording(recording, target, describeTrial);
  }

  /** Where the recording goes. */
  public Path file() {
    return file;
  }

  /**
   * Stops recording and writes the file, whole or not at all.
   *
   * @throws IOException if it cannot be written; the recording is lost then
   */
  @Override
  public void close() throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try (recording) {
      recording.stop();
      FlightRecorder.removePeriodicEvent(describeTrial);
      recording.dump(unfinished);
      Files.move(unfinished, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
