package h2lab.analysis;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.FormatSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.MinimalPrettyPrinter;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * What JSON and CSV are written with. Closing a generator leaves its stream open, which may be the
 * standard output.
 */
public final class JsonOutput {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
  private static final CsvFactory CSV =
      CsvFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private JsonOutput() {}

  /** Writes one document, in which each value of an array begins a line. */
  public static JsonGenerator document(OutputStream out) {
    return JSON.createGenerator(RowPerLine.context(), out);
  }

  /** Writes documents one after the other, with this in between. */
  public static JsonGenerator separated(OutputStream out, String separator) {
    return JSON.createGenerator(
        new ObjectWriteContext.Base() {
          @Override
          public PrettyPrinter getPrettyPrinter() {
            return new MinimalPrettyPrinter(separator);
          }

          @Override
          public boolean hasPrettyPrinter() {
            return true;
          }
        },
        out);
  }

  /** Writes objects as lines of CSV (RFC 4180, but lines end with LF), names of columns first. */
  public static JsonGenerator csv(OutputStream out, List<String> columns) {
    CsvSchema.Builder builder = CsvSchema.builder();
    columns.forEach(builder::addColumn);
    CsvSchema schema = builder.build().withHeader();
    return CSV.createGenerator(
        new ObjectWriteContext.Base() {
          @Override
          public FormatSchema getSchema() {
            return schema;
          }
        },
        out);
  }

  /** What a failure to write is to its caller: that of the stream if it was that. */
  public static IOException failure(JacksonException e) {
    return e instanceof JacksonIOException io
        ? io.getCause()
        : new IOException("cannot write: " + e.getOriginalMessage(), e);
  }
}
