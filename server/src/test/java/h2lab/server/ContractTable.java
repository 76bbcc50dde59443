package h2lab.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Writes the table of cells that the contract ran over into the test report: {@code
 * target/surefire-reports/contract-cells.txt}, how many tests each cell passed and failed.
 */
final class ContractTable implements TestWatcher, AfterTestExecutionCallback {
  private static final Path FILE = Path.of("target", "surefire-reports", "contract-cells.txt");

  /** Passed and failed tests of one cell. */
  private static final class Tally {
    int passed;
    int failed;
  }

  /** One table for a test run; JUnit closes it at the end. */
  private static final class Table implements AutoCloseable {
    private final Map<String, Tally> cells = new TreeMap<>();

    synchronized Tally cell(ExtensionContext test) {
      String name = test.getParent().map(ExtensionContext::getDisplayName).orElse("");
      return cells.computeIfAbsent(name.replaceFirst("^\\[\\d+\\] ", ""), any -> new Tally());
    }

    @Override
    public synchronized void close() throws IOException {
      StringBuilder text =
          new StringBuilder("%-76s %6s %6s%n".formatted("cell", "passed", "failed"));
      cells.forEach(
          (name, tally) ->
              text.append("%-76s %6d %6d%n".formatted(name, tally.passed, tally.failed)));
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, text);
    }
  }

  private static Table table(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(ContractTable.class))
        .getOrComputeIfAbsent(Table.class, type -> new Table(), Table.class);
  }

  /** So that the table is there, and thus closed after all tests, from the first one on. */
  @Override
  public void afterTestExecution(ExtensionContext context) {
    table(context);
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    table(context).cell(context).passed++;
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    table(context).cell(context).failed++;
  }
}
