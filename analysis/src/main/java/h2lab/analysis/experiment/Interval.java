package h2lab.analysis.experiment;

import java.time.Instant;

/** From one moment until another. */
record Interval(Instant from, Instant until) {}
