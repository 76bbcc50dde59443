package h2lab.analysis.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import h2lab.analysis.H2labProcess;
import h2lab.analysis.Ran;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks that are really full: file systems in memory, which a process may mount in a name space of
 * its own where user name spaces are allowed. Where they are not, DiskRoomTest remains.
 */
@Timeout(120)
class FullDiskTest {
  private static final int MEBI = 1 << 20;

  /** Less than recording needs, more than the recordings here do. */
  private static final long LEFT_OCTETS = 60L * MEBI;

  @TempDir Path folder;

  private static List<String> onDiskOf(int mebibytes, Path folder) {
    return List.of(
        "unshare",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        "mount -t tmpfs -o size=" + mebibytes + "m h2lab \"$0\" && exec \"$@\"",
        folder.toString());
  }

  private H2labProcess serve(int mebibytes) throws IOException {
    return H2labProcess.startBy(
        onDiskOf(mebibytes, folder),
        "serve",
        "thread",
        "--record",
        folder.resolve("run.jfr"),
        "--level",
        "full");
  }

  private void assumeDisksCanBeMade() throws Exception {
    boolean can;
    try {
      List<String> command = new java.util.ArrayList<>(onDiskOf(1, folder));
      command.add("true");
      can = new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      can = false;
    }
    assumeTrue(can, "this system lets nobody mount a file system in a name space of its own");
  }

  @Test
  @Mishap(
      row = 5,
      what = "the disk fills up",
      kept =
          "everything until 128 MiB and room for `FILE` are left: it is written then, a line says"
              + " so, and serving goes on; exit code 3")
  void aDiskThatFillsUpEndsTheRecordingAndNotTheServer() throws Exception {
    assumeDisksCanBeMade();
    try (H2labProcess process = serve(400)) {
      Path disk = Path.of("/proc", Long.toString(process.pid()), "root").resolve("." + folder);
      RecordedServer server = new RecordedServer(process, disk.resolve("run.jfr"));
      assertEquals(0, server.serve(300).exitCode());
      fill(disk);
      server.awaitWritten();
      Path copy = Files.copy(disk.resolve("run.jfr"), folder.resolve("copy.jfr"));
      assertEquals(0, server.serve(300).exitCode());

      process.terminate();
      Ran ran = process.ran();
      assertEquals(3, ran.exitCode());
      assertTrue(ran.out().contains("served 6 clients, 600 requests"), ran.out());
      assertTrue(
          ran.err().startsWith("h2lab: recording stopped, serving goes on: " + folder), ran.err());
      assertTrue(ran.complainedInOneLine(), ran.err());
      RecordedServer.assertComplete(copy);
      assertEquals(300, RecordedServer.requestsWithoutGap(copy));
    }
  }

  private static void fill(Path disk) throws IOException {
    try (OutputStream ballast = Files.newOutputStream(disk.resolve("ballast"))) {
      while (Files.getFileStore(disk).getUsableSpace() > LEFT_OCTETS) {
        ballast.write(new byte[MEBI]);
      }
    }
  }

  @Test
  @Mishap(
      row = 6,
      what = "the disk is full already",
      kept = "what is there: refused in one line before it serves, exit code 3")
  void aFullDiskIsRefusedBeforeServing() throws Exception {
    assumeDisksCanBeMade();
    try (H2labProcess process = serve(64)) {
      Ran ran = process.ran();
      assertEquals(3, ran.exitCode());
      assertEquals("", ran.out());
      assertTrue(ran.complainedInOneLine(), ran.err());
      assertTrue(ran.err().contains(" MiB free, 128 are needed "), ran.err());
    }
  }
}
