/**
 * Where a server's processor time goes: {@link h2lab.analysis.anatomy.ServerPart} are the parts it
 * is divided into, {@link h2lab.analysis.anatomy.StackRule} is the table by which a sampled stack
 * belongs to one, {@link h2lab.analysis.anatomy.StackSamples} adds the samples of a recording up.
 */
package h2lab.analysis.anatomy;
