/** What makes the next start of {@code h2lab} sooner. */
package h2lab.analysis.startup;
