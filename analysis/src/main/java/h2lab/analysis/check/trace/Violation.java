package h2lab.analysis.check.trace;

import java.util.List;

/**
 * A rule that a client broke, the first one of it.
 *
 * @param step where; 0 before the first
 * @param what happened, in words
 * @param around lines that show the steps around it; none at levels without actions
 */
public record Violation(Rule rule, long clientId, long step, String what, List<String> around) {}
