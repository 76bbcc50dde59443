package h2lab.server.command;

import java.util.Locale;

/** A switch that is always given a value, because it is a factor with two levels. */
enum OnOff {
  ON,
  OFF;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
