/**
 * Recordings in other formats, one file for each: {@link h2lab.analysis.export.RecordingJson} for
 * JSON by the schema {@code h2lab-recording-1}, which the module's README.md documents.
 */
package h2lab.analysis.export;
