package h2lab.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Options that make no sense: one line says why, and the exit code is 2. */
class ServeUsageTest {
  @ParameterizedTest
  @CsvSource({
    "thread --poller epoll, '--poller is for async-custom, virtual-thread'",
    "none --loops 2, '--loops is for async-custom, virtual-thread'",
    "virtual-thread --wait spin, --wait is for async-custom",
    "virtual-thread --spread accept, --spread is for async-custom",
    "thread --spread reuseport, --spread is for async-custom",
    "thread --poll-timeout 1, --poll-timeout is for async-custom",
    "async-custom --loops 0, --loops takes 1 to 64",
    "async-custom --loops 65, --loops takes 1 to 64",
    "none --frame-timeout 0, '--frame-timeout takes seconds, 0.01 to 1000000, or never, not 0'",
    "none --idle-timeout soon, '--idle-timeout takes seconds, 0.01 to 1000000, or never, not soon'",
    "none --write-timeout -3, '--write-timeout takes seconds, 0.01 to 1000000, or never, not -3'",
    "none --handshake-timeout NaN, '--handshake-timeout takes seconds'",
    "none --preface-timeout 1e30, '--preface-timeout takes seconds'",
    "none --max-streams 0, '--max-streams takes at least 1, not 0'",
    "none --max-streams many, Invalid value for option '--max-streams'",
    "none --max-header-list 0, '--max-header-list takes at least 1, not 0'",
    "none --max-field-block -1, '--max-field-block takes at least 1, not -1'",
    "none --max-body -1, '--max-body takes at least 0, not -1'",
    "none --max-body 9223372036854775808, Invalid value for option '--max-body'",
    "none --tolerate ping=-1, '--tolerate ping takes at least 0, not -1'",
    "none --tolerate ping=some, Invalid value for option '--tolerate'",
    "none --tolerate noise=5, Invalid value for option '--tolerate'",
    "none --tolerate ping, Value for option option '--tolerate'",
    "thread --wait spin, --wait is for async-custom",
    "none --flush batch, --flush is for async-custom",
    "async-custom --flush every-0, '--flush takes batch, every-N or eager-when-idle, not every-0'",
    "async-custom --wait forever, Invalid value for option '--wait'",
    "async-custom --poller kqueue, Invalid value for option '--poller'",
  })
  void saysWhatIsWrongAndExits2(String arguments, String complaint) {
    StringWriter errors = new StringWriter();
    int exit =
        new CommandLine(new ServeCommand().get())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setErr(new PrintWriter(errors))
            .execute(arguments.split(" "));
    assertTrue(errors.toString().startsWith(complaint), errors.toString());
    assertEquals(2, exit);
  }
}
