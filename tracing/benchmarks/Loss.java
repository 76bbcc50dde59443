import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Emits events at a rate, records them to disk, reads them back, and prints what was lost.
 *
 * <pre>java -cp tracing/target/classes tracing/benchmarks/Loss.java EVENTS_PER_S SECONDS THREADS FILE</pre>
 */
final class Loss {
  /** A rate that is missed by more is said to be missed. */
  private static final double NEARLY = 0.99;

  private Loss() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    long rate = Long.parseLong(arguments[0]);
    Path file = Path.of(arguments[3]);
    Emission emission =
        Emission.of(rate, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), file);
    double reached = emission.events() / emission.seconds();
    double megabytes = Files.size(file) / 1e6;
    print("emitted", "%,d events in %.1f s, %,.0f/s", emission.events(), emission.seconds(), reached);
    print("on disk", "%,.0f MB, %.1f MB/s, %.1f octets an event", megabytes,
        megabytes / emission.seconds(), megabytes * 1e6 / emission.events());
    print("written", "%.1f s after the last event", emission.writeSeconds());
    ReadBack back = ReadBack.of(file, emission.steps());
    print("recorded", "%,d events of %,d clients, read in %.1f s", back.events(),
        emission.steps().size(), back.seconds());
    print("lost", "%,d events; %,d twice or never emitted; %,d octets dropped as the recorder says",
        back.lost(), back.strange(), back.droppedOctets());
    if (reached < NEARLY * rate) {
      System.out.printf(Locale.ROOT, "the rate asked for, %,d/s, was not reached%n", rate);
    }
    boolean fine = back.lost() + back.strange() + back.droppedOctets() == 0 && !emission.cut();
    System.exit(fine && reached >= NEARLY * rate ? 0 : 1);
  }

  private static void print(String what, String format, Object... values) {
    System.out.printf("%-9s %s%n", what, String.format(Locale.ROOT, format, values));
  }
}
