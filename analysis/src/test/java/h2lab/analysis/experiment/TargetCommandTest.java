package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Servers of others on the command line. */
class TargetCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void targetsBecomeMethods() {
    assertEquals(
        0,
        run(
            "no-tls",
            "--describe",
            "-p",
            "pipeline=1",
            "--target",
            "a=http://127.0.0.1:1/",
            "--target-command",
            "b=serve {port}"),
        err::toString);
    assertTrue(out.toString().contains("async-custom none/http2 a b\n"), out::toString);
    assertEquals(
        0,
        run("no-tls", "--describe", "-p", "method=a,nginx", "--target", "a=http://localhost:1/"));
    assertTrue(out.toString().contains("method    a nginx\n"), out::toString);
  }

  @Test
  void wrongTargetsAreRefusedSayingWhy() {
    assertWrong("thread is a method already", "--target", "thread=http://a:1/");
    assertWrong("nginx is a method already", "--target-command", "nginx=x {port}");
    assertWrong("needs an http or https URL, not 'ftp://a'", "--target", "x=ftp://a");
    assertWrong("letters, digits", "--target", "a/b=http://a:1/");
    assertWrong("not a command line", "--target-command", "x='a");
    assertWrong(
        "speaks TLS only, which is not tried; add -p tls=jdk", "--target", "x=https://a:1/");
  }

  @Test
  void absentServerLeavesTheExitCodeAlone() throws Exception {
    Path file = folder.resolve("ghosts.json");
    Files.writeString(
        file,
        """
        {"name":"ghosts","title":"Ghosts","description":"nobody there",
         "factors":[{"name":"method","levels":["ghost"]}],"fixed":{"tls":"off"},
         "repetitions":1,"warm_up_seconds":0,"measured_seconds":1,
         "charts":[{"name":"g","over":"pipeline","lines":["method"],
           "figures":["REQUESTS_PER_SECOND"],"scale":"LINEAR"}],
         "targets":[{"name":"ghost","command":["no-such","{port}"],"programs":["no-such"],
           "install":"Debian package ghost"}]}
        """);
    Path results = folder.resolve("results");
    assertEquals(0, run(file.toString(), "--keep-recordings", "1", "--out", results.toString()));
    assertTrue(
        out.toString().contains("  ghost is absent: it needs no-such, Debian package ghost"),
        out::toString);
    assertTrue(out.toString().contains(" ghost  absent\n"), out::toString);
    assertEquals(0, run("--resume", results.toString()), err::toString);
    assertTrue(out.toString().contains("1 of 1 trials are known"), out::toString);
  }

  private void assertWrong(String message, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "no-tls";
    arguments[1] = "--describe";
    System.arraycopy(options, 0, arguments, 2, options.length);
    assertEquals(2, run(arguments), out::toString);
    assertTrue(err.toString().contains(message), err::toString);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new CommandLine(new RunCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
