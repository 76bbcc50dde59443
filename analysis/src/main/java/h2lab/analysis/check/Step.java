package h2lab.analysis.check;

/**
 * One step of a client: what was true and what was done.
 *
 * @param facts marks of the facts, empty for none
 */
public record Step(String facts, String action) {}
