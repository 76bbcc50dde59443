package h2lab.analysis.query;

import h2lab.analysis.JsonOutput;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** How the result of a query is written, by the name of the option's value. */
enum ResultFormat {
  /** Columns under each other, numbers to the right. */
  table {
    @Override
    void write(ResultSet result, OutputStream out) throws SQLException {
      PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8);
      new AlignedTable(print).write(result);
      print.flush();
    }
  },
  csv {
    @Override
    void write(ResultSet result, OutputStream out) throws SQLException {
      try (JsonGenerator csv = JsonOutput.csv(out, names(result))) {
        rows(result, csv);
      }
    }
  },
  /** An array of objects. */
  json {
    @Override
    void write(ResultSet result, OutputStream out) throws SQLException {
      try (JsonGenerator json = JsonOutput.document(out)) {
        json.writeStartArray();
        rows(result, json);
        json.writeEndArray();
        json.writeRaw('\n');
      }
    }
  };

  /** Writes all rows; the stream stays open. */
  abstract void write(ResultSet result, OutputStream out) throws SQLException;

  private static List<String> names(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    List<String> names = new ArrayList<>();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      names.add(columns.getColumnLabel(column));
    }
    return names;
  }

  private static void rows(ResultSet result, JsonGenerator json) throws SQLException {
    List<String> names = names(result);
    while (result.next()) {
      json.writeStartObject();
      for (int column = 0; column < names.size(); column++) {
        json.writeName(names.get(column));
        value(json, result.getObject(column + 1));
      }
      json.writeEndObject();
    }
  }

  private static void value(JsonGenerator json, Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Boolean truth -> json.writeBoolean(truth);
      case Number number -> json.writeNumber(number.toString());
      default -> json.writeString(value.toString());
    }
  }
}
