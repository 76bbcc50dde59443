package h2lab.server.attacks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, as Linux and its JVM see it. */
final class ServerProcess {
  /** USER_HZ, in which Linux counts processor time for processes; it has been 100 everywhere. */
  private static final int MILLIS_PER_TICK = 10;

  private static final int FIELDS_BEFORE_USER_TIME = 11;
  private static final Pattern HISTOGRAM_TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  private final long pid;
  private final Path proc;

  ServerProcess(long pid) {
    this.pid = pid;
    proc = Path.of("/proc", String.valueOf(pid));
  }

  /** Processor time spent so far. */
  long cpuMillis() throws IOException {
    String stat = Files.readString(proc.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks =
        Long.parseLong(fields[FIELDS_BEFORE_USER_TIME])
            + Long.parseLong(fields[FIELDS_BEFORE_USER_TIME + 1]);
    return ticks * MILLIS_PER_TICK;
  }

  /** Memory resident now, in KiB. */
  long residentKibibytes() throws IOException {
    return status("VmRSS");
  }

  /** The most memory that was resident since {@link #forgetPeak}, in KiB. */
  long peakKibibytes() throws IOException {
    return status("VmHWM");
  }

  /** Begins the peak anew. */
  void forgetPeak() throws IOException {
    Files.writeString(proc.resolve("clear_refs"), "5");
  }

  private long status(String name) throws IOException {
    for (String line : Files.readAllLines(proc.resolve("status"))) {
      if (line.startsWith(name + ":")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no " + name + " of process " + pid);
  }

  /** Octets reachable on the heap, in KiB; the JVM collects its garbage for it. */
  long liveKibibytes() throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asked =
        new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (InputStream output = asked.getInputStream()) {
      String histogram = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      Matcher total = HISTOGRAM_TOTAL.matcher(histogram);
      if (!total.find()) {
        throw new IOException("jcmd says: " + histogram.lines().findFirst().orElse("nothing"));
      }
      return Long.parseLong(total.group(1)) / 1_024;
    }
  }
}
