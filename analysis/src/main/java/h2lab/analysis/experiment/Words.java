package h2lab.analysis.experiment;

import java.util.Locale;

/** Figures as people read them. */
final class Words {
  private Words() {}

  /** Seconds as {@code 42 s}, {@code 2 min 5 s} or {@code 1 h 10 min}. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 100) {
      return whole + " s";
    }
    return whole < 5400
        ? "%d min %d s".formatted(whole / 60, whole % 60)
        : "%d h %d min".formatted(whole / 3600, whole % 3600 / 60);
  }

  /** A whole number with commas between thousands. */
  static String grouped(double number) {
    return String.format(Locale.ROOT, "%,d", Math.round(number));
  }

  /** Three significant digits where a fraction matters: 27.7, 3.49, 0.968. */
  static String precise(double number) {
    int decimals = number >= 100 ? 0 : number >= 10 ? 1 : number >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }

  /** Octets in the unit that fits, by powers of 1024. */
  static String octets(double octets) {
    if (octets < 1024) {
      return Math.round(octets) + " B";
    }
    String[] units = {"KiB", "MiB", "GiB", "TiB"};
    double amount = octets / 1024;
    int unit = 0;
    while (amount >= 1024 && unit < units.length - 1) {
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, amount < 10 ? "%.1f %s" : "%.0f %s", amount, units[unit]);
  }
}
