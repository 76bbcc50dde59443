package h2lab.analysis.check.baseline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Compares a run with the runs of a baseline. Each statistic is also taken of each run of the
 * baseline against the others: an alarm has to be outside that spread.
 */
final class Comparison {
  private static final String RATIO = "ratio";

  /** Of something to nothing. */
  private static final double LARGEST_RATIO = 1_000;

  private final List<Profile> runs;
  private final Profile run;
  private final Thresholds thresholds;
  private final Profile pooled;

  /**
   * @param runs those of the baseline, at least two
   */
  Comparison(List<Profile> runs, Profile run, Thresholds thresholds) {
    this.runs = runs;
    this.run = run;
    this.thresholds = thresholds;
    pooled = pool(runs);
  }

  static Profile pool(List<Profile> runs) {
    Profile pooled = new Profile();
    runs.forEach(pooled::add);
    return pooled;
  }

  /** All that was compared, alarms first, the largest excess first. */
  List<Shift> shifts() {
    List<Shift> shifts = new ArrayList<>();
    shifts.add(graph());
    transitions(shifts);
    counts(shifts);
    octets(shifts);
    times(shifts);
    shifts.sort(
        Comparator.comparingDouble((Shift shift) -> -shift.effect() / shift.threshold())
            .thenComparing(Shift::measure)
            .thenComparing(Shift::of));
    return shifts;
  }

  /**
   * The least threshold, or the spread of the baseline if that is wider.
   *
   * @param none what the statistic is of two runs that do not differ
   */
  private double threshold(double least, double none, ToDoubleFunction<Split> statistic) {
    double noise = none;
    for (int left = 0; left < runs.size(); left++) {
      List<Profile> others = new ArrayList<>(runs);
      Profile one = others.remove(left);
      double found = statistic.applyAsDouble(new Split(pool(others), one));
      noise = Math.max(noise, found);
    }
    return Math.max(least, none + thresholds.noiseFactor() * (noise - none));
  }

  private record Split(Profile others, Profile one) {}

  private Shift graph() {
    ToDoubleFunction<Split> distance =
        split -> JensenShannon.distance(split.others.shares(), split.one.shares());
    double effect = distance.applyAsDouble(new Split(pooled, run));
    return new Shift(
        "graph",
        "",
        0,
        effect,
        "",
        effect,
        "Jensen-Shannon distance",
        threshold(thresholds.graphDistance(), 0, distance));
  }

  /** New ones, and those that every run of the baseline had and this has not. */
  private void transitions(List<Shift> shifts) {
    Map<String, Double> before = pooled.shares();
    Map<String, Double> now = run.shares();
    for (String transition : names(before.keySet(), now.keySet())) {
      double was = before.getOrDefault(transition, 0.0);
      double is = now.getOrDefault(transition, 0.0);
      boolean always = runs.stream().allMatch(one -> one.shares().containsKey(transition));
      if (was == 0 || (is == 0 && always)) {
        shifts.add(
            new Shift(
                "transition",
                transition,
                was,
                is,
                "share",
                Math.max(was, is),
                was == 0 ? "share, new" : "share, vanished",
                thresholds.transitionShare()));
      }
    }
  }

  private void counts(List<Shift> shifts) {
    for (String action : names(pooled.actions().keySet(), run.actions().keySet())) {
      Function<Profile, Double> perRequest =
          profile -> (double) profile.actions().getOrDefault(action, 0L) / profile.requests();
      if (perRequest.apply(pooled) * run.requests() < thresholds.leastCount()
          && run.actions().getOrDefault(action, 0L) < thresholds.leastCount()) {
        continue;
      }
      ToDoubleFunction<Split> ratio =
          split -> ratio(perRequest.apply(split.others), perRequest.apply(split.one));
      shifts.add(
          new Shift(
              "count",
              action,
              perRequest.apply(pooled),
              perRequest.apply(run),
              "per request",
              ratio.applyAsDouble(new Split(pooled, run)),
              RATIO,
              threshold(thresholds.countRatio(), 1, ratio)));
    }
  }

  private void octets(List<Shift> shifts) {
    for (String point : names(pooled.octets().keySet(), run.octets().keySet())) {
      Histogram before = pooled.octets().get(point);
      Histogram now = run.octets().get(point);
      if (isRare(before, runs.size()) || isRare(now, 1)) {
        continue; // if it is new or has vanished, the transitions and the counts say so
      }
      ToDoubleFunction<Split> distance =
          split -> {
            Histogram others = split.others.octets().get(point);
            Histogram one = split.one.octets().get(point);
            return others == null || one == null ? 0 : Histogram.kolmogorovSmirnov(others, one);
          };
      shifts.add(
          new Shift(
              "octets",
              point,
              before.mean(),
              now.mean(),
              "octets, mean",
              distance.applyAsDouble(new Split(pooled, run)),
              "Kolmogorov-Smirnov distance",
              threshold(thresholds.octetsDistance(), 0, distance)));
    }
  }

  private boolean isRare(Histogram histogram, int ofRuns) {
    return histogram == null || histogram.count() < (long) thresholds.leastCount() * ofRuns;
  }

  private void times(List<Shift> shifts) {
    for (String action : names(pooled.nanos().keySet(), run.nanos().keySet())) {
      Histogram before = pooled.nanos().get(action);
      Histogram now = run.nanos().get(action);
      if (isRare(before, runs.size()) || isRare(now, 1)) {
        continue;
      }
      ToDoubleFunction<Split> ratio = split -> timeRatio(split.others, split.one, action);
      shifts.add(
          new Shift(
              "time",
              action,
              before.mean() / 1_000,
              now.mean() / 1_000,
              "us, mean",
              ratio.applyAsDouble(new Split(pooled, run)),
              "ratio, Cliff's delta %.2f".formatted(Histogram.cliffsDelta(before, now)),
              threshold(thresholds.timeRatio(), 1, ratio)));
    }
  }

  /** Of mean times, once the factor by which most actions are faster or slower is taken out. */
  private static double timeRatio(Profile others, Profile one, String action) {
    Map<String, Double> ratios = new HashMap<>();
    others
        .nanos()
        .forEach(
            (name, times) -> {
              Histogram now = one.nanos().get(name);
              if (now != null && times.mean() > 0 && now.mean() > 0) {
                ratios.put(name, now.mean() / times.mean());
              }
            });
    Double own = ratios.get(action);
    List<Double> sorted = ratios.values().stream().filter(Objects::nonNull).sorted().toList();
    return own == null ? 1 : ratio(sorted.get(sorted.size() / 2), own);
  }

  /** The larger to the smaller. */
  private static double ratio(double one, double other) {
    double larger = Math.max(one, other);
    double smaller = Math.min(one, other);
    return larger == 0 ? 1 : Math.min(LARGEST_RATIO, larger / smaller);
  }

  private static Set<String> names(Set<String> one, Set<String> other) {
    return new TreeSet<>(Stream.concat(one.stream(), other.stream()).toList());
  }
}
