/**
 * Recordings as tables: {@link h2lab.analysis.query.RowDatabase} loads rows into DuckDB, and {@link
 * h2lab.analysis.query.QueryCommand} asks it.
 */
package h2lab.analysis.query;
