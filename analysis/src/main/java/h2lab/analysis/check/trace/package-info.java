/**
 * Trace validation: replays a recording of any real run through the action table and the rules of
 * the facts, both of which are in the recording. {@link h2lab.analysis.check.trace.Rule} lists what
 * must be true, {@link h2lab.analysis.check.trace.TraceValidation} finds what is not.
 */
package h2lab.analysis.check.trace;
