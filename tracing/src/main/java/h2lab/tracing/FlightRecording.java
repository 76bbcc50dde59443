package h2lab.tracing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/**
 * A recording of this process at a {@link Level}, written to a file when it is closed. Thread-safe.
 *
 * <p>Nothing of it is dropped for its size: without a limit of our own JFR keeps 250 MB and
 * silently drops what is older, hence the largest there is. What limits it is the disk, which a
 * {@link DiskGuard} watches. Until the file is written, JFR's chunks are in a {@link
 * ChunkRepository} beside it, where they stay if the process ends before.
 */
public final class FlightRecording implements AutoCloseable {
  private final Recording recording;
  private final Path file;
  private final Runnable describeTrial;
  private final ChunkRepository repository;
  private final Consumer<String> remarks;
  private DiskGuard guard;
  private boolean ended;
  private boolean cut;

  private FlightRecording(
      Recording recording,
      Path file,
      Runnable describeTrial,
      ChunkRepository repository,
      Consumer<String> remarks) {
    this.recording = recording;
    this.file = file;
    this.describeTrial = describeTrial;
    this.repository = repository;
    this.remarks = remarks;
  }

  /** As {@link #start(Level, TrialEvent, Path, Consumer)}, for recordings nobody is told about. */
  public static FlightRecording start(Level level, TrialEvent trial, Path file) throws IOException {
    return start(level, trial, file, remark -> {});
  }

  /**
   * Starts to record.
   *
   * @param trial what the recording says of itself, in each of its chunks
   * @param file where {@link #close} writes; an existing one is replaced then
   * @param remarks told in one line what the user should know: that an earlier recording can be
   *     recovered, that this one had to end for want of room. Called in any thread
   * @throws IOException if the file cannot be written there
   */
  public static FlightRecording start(
      Level level, TrialEvent trial, Path file, Consumer<String> remarks) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(target)) {
      throw new IOException("cannot write a recording to " + file);
    }
    String obstacle = DiskRoom.of(folder, folder).obstacle(0);
    if (obstacle != null) {
      throw new IOException("cannot write a recording to " + file + ": " + obstacle);
    }
    ChunkRepository repository = ChunkRepository.beside(target);
    Recording recording = new Recording(level.configuration());
    recording.setName("h2lab");
    recording.setMaxSize(Long.MAX_VALUE);
    recording.setToDisk(true);
    Runnable describeTrial = trial::commit;
    FlightRecorder.addPeriodicEvent(TrialEvent.class, describeTrial);
    recording.start();
    FlightRecording started =
        new FlightRecording(recording, target, describeTrial, repository, remarks);
    started.tellWhatIsLeftBehind();
    started.guard(DiskRoom.of(repository.folder(), folder));
    return started;
  }

  private void tellWhatIsLeftBehind() throws IOException {
    for (Path left : repository.leftBehind()) {
      remarks.accept("an earlier recording was not written; h2lab recover " + left + " saves it");
    }
  }

  private synchronized void guard(DiskRoom room) {
    guard = DiskGuard.start(room, repository::octets, this::cut);
  }

  /** Where the recording goes. */
  public Path file() {
    return file;
  }

  /** Whether the recording had to end before the process did, for want of room on disk. */
  public synchronized boolean wasCut() {
    return cut;
  }

  /**
   * Stops recording and writes the file, whole or not at all. Closing again does nothing.
   *
   * @throws IOException if it cannot be written; what was recorded stays beside it then
   */
  @Override
  public void close() throws IOException {
    guard.close();
    end();
  }

  /**
   * Stops recording and writes nothing: an earlier recording of that name stays. {@link #close}
   * does nothing then.
   *
   * @throws IOException if the chunks cannot be removed
   */
  public void discard() throws IOException {
    guard.close();
    synchronized (this) {
      if (!ended) {
        ended = true;
        FlightRecorder.removePeriodicEvent(describeTrial);
        recording.close();
        repository.release();
      }
    }
  }

  /** The disk is nearly full: what was recorded so far is written while there is room for it. */
  private synchronized void cut(String obstacle) {
    cut = true;
    try {
      end();
      remarks.accept(
          "recording stopped, serving goes on: " + obstacle + "; " + file + " has all until now");
    } catch (IOException e) {
      remarks.accept("recording stopped, serving goes on: " + obstacle + "; " + e.getMessage());
    }
  }

  private synchronized void end() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    recording.stop();
    FlightRecorder.removePeriodicEvent(describeTrial);
    write();
    recording.close();
    repository.release();
  }

  private void write() throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      recording.dump(unfinished);
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      unfinished.toFile().delete();
      throw new IOException(
          "cannot write %s: %s; h2lab recover %s saves what was recorded"
              .formatted(file, e.getMessage(), repository.folder()),
          e);
    }
  }
}
