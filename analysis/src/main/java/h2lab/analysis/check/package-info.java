/**
 * Are the actions of a recording those that were expected? {@link h2lab.analysis.check.Golden} is
 * the expectation, a text file reviewed like code; {@link h2lab.analysis.check.SequenceCheck} finds
 * the first {@link h2lab.analysis.check.Difference}.
 */
package h2lab.analysis.check;
