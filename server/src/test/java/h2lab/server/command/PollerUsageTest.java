package h2lab.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Options of poll loops that make no sense. */
class PollerUsageTest {
  @ParameterizedTest
  @CsvSource({
    "thread --poller epoll, --poller is for async-custom",
    "none --loops 2, --loops is for async-custom",
    "thread --spread reuseport, --spread is for async-custom",
    "thread --poll-timeout 1, --poll-timeout is for async-custom",
    "async-custom --loops 0, --loops takes 1 to 64",
    "async-custom --loops 65, --loops takes 1 to 64",
    "async-custom --poller kqueue, Invalid value for option '--poller'",
  })
  void saysWhatIsWrongAndExits2(String arguments, String complaint) {
    StringWriter errors = new StringWriter();
    int exit =
        new CommandLine(new ServeCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setErr(new PrintWriter(errors))
            .execute(arguments.split(" "));
    assertTrue(errors.toString().startsWith(complaint), errors.toString());
    assertEquals(2, exit);
  }
}
