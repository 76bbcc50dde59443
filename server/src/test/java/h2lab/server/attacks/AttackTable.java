package h2lab.server.attacks;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Runs the attacks, one after the other and each at length, against a server in another process,
 * and prints a table of what came of it: all, or those in whose titles the regular expression
 * TITLES is found.
 *
 * <pre>java ... h2lab.server.attacks.AttackTable URL PID SECONDS [TITLES]</pre>
 */
final class AttackTable {
  private static final String ROW =
      "| %-60s | %-50s | %6s | %8s | %5s | %6s | %5s | %5s | %5s | %4s | %5s |%n";
  private static final String[] HEADINGS =
      "attack,answered with,frames,octets,ms,CPU ms,RSS,heap,ended,core,req/s".split(",");
  private static final String[] ALIGNMENT =
      "---,---,---:,---:,---:,---:,---:,---:,---:,---:,---:".split(",");
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int KIBI = 1_024;

  private final URI url;
  private final ServerProcess server;
  private final long nanos;

  private AttackTable(URI url, ServerProcess server, long nanos) {
    this.url = url;
    this.server = server;
    this.nanos = nanos;
  }

  /** See above. */
  public static void main(String[] arguments) throws IOException {
    AttackTable table =
        new AttackTable(
            URI.create(arguments[0]),
            new ServerProcess(Long.parseLong(arguments[1])),
            (long) (Double.parseDouble(arguments[2]) * 1e9));
    table.print(Pattern.compile(arguments.length > 3 ? arguments[3] : "").asPredicate());
  }

  private void print(Predicate<String> wanted) throws IOException {
    try (Witness witness = new Witness(url)) {
      witness.perSecond(WARM_UP_NANOS);
    }
    row((Object[]) HEADINGS);
    row((Object[]) ALIGNMENT);
    for (Flood flood : Flood.everything()) {
      if (wanted.test(flood.title())) {
        flood(flood);
      }
    }
    boolean tls = url.getScheme().equals("https");
    for (Stall stall : Stall.all()) {
      if (wanted.test(stall.row().title()) && (tls || !stall.needsTls())) {
        print(stall.row().title(), Single.of(stall, url), "");
      }
    }
    for (Hoard hoard : Hoard.values()) {
      if (wanted.test(hoard.title())) {
        print(hoard.title(), Single.NONE, "");
      }
    }
  }

  private void flood(Flood flood) throws IOException {
    if (flood.end() == null) {
      print(flood.title(), Single.NONE, "");
      return;
    }
    Single single = Single.of(flood, url);
    long begin = System.nanoTime();
    long cpu = server.cpuMillis();
    int times = 0;
    do {
      Single.of(flood, url);
      times++;
    } while (System.nanoTime() - begin < nanos / 2);
    print(flood.title(), single, decimal((double) (server.cpuMillis() - cpu) / times));
  }

  /** Compares the server before and while it is besieged. */
  private void print(String title, Single single, String cpuEach) throws IOException {
    try (Witness witness = new Witness(url)) {
      long live = server.liveKibibytes();
      double before = witness.perSecond(nanos);
      server.forgetPeak();
      long resident = server.residentKibibytes();
      Besiegers besiegers = Besiegers.begin(title, url);
      witness.perSecond(SETTLE_NANOS);
      long cpu = server.cpuMillis();
      long from = System.nanoTime();
      double during = witness.perSecond(nanos);
      double millis = (System.nanoTime() - from) / 1e6;
      long share = Math.round(100 * (server.cpuMillis() - cpu) / millis);
      long liveMore = server.liveKibibytes() - live;
      long residentMore = server.peakKibibytes() - resident;
      row(
          title,
          single.answer(),
          positive(single.frames()),
          positive(single.octets()),
          positive(single.millis()),
          cpuEach,
          decimal((double) residentMore / KIBI),
          decimal((double) liveMore / KIBI),
          decimal(besiegers.end()),
          share + "%",
          decimal(during / before));
    }
  }

  private static String positive(long number) {
    return number > 0 ? String.valueOf(number) : "";
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, Math.abs(number) < 9.95 ? "%.1f" : "%.0f", number);
  }

  private static void row(Object... cells) {
    System.out.printf(Locale.ROOT, ROW, cells);
  }
}
