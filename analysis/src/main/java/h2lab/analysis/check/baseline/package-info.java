/**
 * The statistical check: profiles of runs over real sockets, whose chunking is chance, against a
 * baseline of such profiles. {@link h2lab.analysis.check.baseline.Profile} is what is kept of a
 * run, {@link h2lab.analysis.check.baseline.Comparison} what is compared.
 */
package h2lab.analysis.check.baseline;
