package h2lab.analysis.query;

import h2lab.analysis.Complaint;
import h2lab.analysis.JsonOutput;
import h2lab.analysis.NamedOutput;
import h2lab.analysis.recording.Recording;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/** {@code h2lab query}: SQL over the rows of recordings. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = {
      "Answers a question in SQL, as DuckDB speaks it, about one or more recordings.",
      "Tables: actions, bytes, frames, states, queue (a row per event), clients, trials. All have",
      "the column recording, those of events also the levels of its trial."
    },
    footer = {
      "",
      "Examples:",
      "  h2lab query run.jfr 'select action, count(*) from actions group by all order by 2 desc'",
      "  h2lab query a.jfr b.jfr 'select method, point, sum(octets) from bytes group by all'",
      "  h2lab query run.jfr 'describe actions'"
    })
public final class QueryCommand implements Callable<Integer> {
  private static final int USAGE = 2;
  private static final int BUFFER_OCTETS = 1 << 16;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "2..*",
      paramLabel = "RECORDING... SQL",
      hideParamSyntax = true,
      description = "One or more .jfr files, then one statement.")
  private List<String> arguments;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ResultFormat format;

  @Override
  public Integer call() {
    String sql = arguments.getLast();
    if (sql.endsWith(".jfr")) {
      throw new ParameterException(
          spec.commandLine(), "after the recordings there has to be a statement, not " + sql);
    }
    return Complaint.orExitCode(
        spec.commandLine().getErr(), () -> query(arguments.subList(0, arguments.size() - 1), sql));
  }

  private int query(List<String> files, String sql) throws IOException {
    Map<String, Recording> recordings = new LinkedHashMap<>();
    for (String file : files) {
      recordings.put(name(file, files), Recording.openShowingProgress(Path.of(file)));
    }
    try (RowDatabase database = new RowDatabase()) {
      new RecordingTables(database, recordings).load(sql);
      return answer(database, sql);
    } finally {
      recordings.forEach(this::warnOfLoss);
    }
  }

  /** That of the file, or all of the path if several are called the same. */
  private static String name(String file, List<String> files) {
    Path name = Path.of(file).getFileName();
    long such = files.stream().filter(f -> Path.of(f).getFileName().equals(name)).count();
    return such > 1 ? file : String.valueOf(name);
  }

  private int answer(RowDatabase database, String sql) throws IOException {
    OutputStream out = new BufferedOutputStream(NamedOutput.standard(), BUFFER_OCTETS);
    try (Statement statement = database.connection().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      format.write(result, out);
      out.flush();
      return 0;
    } catch (SQLException e) {
      Complaint.say(spec.commandLine().getErr(), RowDatabase.failure(e).getMessage());
      return USAGE;
    } catch (JacksonException e) {
      throw JsonOutput.failure(e);
    }
  }

  private void warnOfLoss(String name, Recording recording) {
    if (recording.lost().any()) {
      Complaint.say(
          spec.commandLine().getErr(), "warning: " + name + ": " + recording.lost().warning());
    }
  }
}
