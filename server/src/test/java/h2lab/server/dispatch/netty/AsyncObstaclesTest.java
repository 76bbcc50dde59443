package h2lab.server.dispatch.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.Transport;
import h2lab.server.command.ServeCommand;
import h2lab.server.dispatch.DispatchMethods;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What users are told where the event-loop library, or a part of it, cannot be had. */
class AsyncObstaclesTest {
  /** Run in a JVM of its own, in which Netty finds no native code. */
  public static final class WithoutNativeCode {
    public static void main(String[] transports) {
      for (String transport : transports) {
        System.out.println(obstacle(Transport.valueOf(transport)));
      }
    }
  }

  private static String obstacle(Transport transport) {
    return new EventLoopLibrary()
        .obstacle(ServerOptions.serving("async", Tls.OFF).transport(transport).build());
  }

  @Test
  void saysInOneLineWhichTransportIsMissing() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dio.netty.transport.noNative=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                WithoutNativeCode.class.getName(),
                "NIO",
                "EPOLL",
                "IO_URING")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor());
    List<String> lines = printed.lines().toList();
    assertEquals(3, lines.size(), printed);
    assertEquals("null", lines.get(0));
    assertTrue(lines.get(1).startsWith("--transport epoll: not on this machine: "), printed);
    assertTrue(lines.get(2).startsWith("--transport io_uring: not on this machine: "), printed);
  }

  @Test
  void namesTheInnermostCauseOfAMissingLibrary() {
    Throwable missing =
        new UnsatisfiedLinkError("failed to load")
            .initCause(new IllegalStateException("kernel too old\nand more"));
    assertEquals("not on this machine: kernel too old", NettyTransport.reason(missing));
  }

  @Test
  void nioWorksEverywhere() {
    assertNull(obstacle(Transport.NIO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "thread", "async-custom"})
  void otherMethodsSayWhyTheyHaveNoBoringSsl(String method) {
    assertEquals(
        "BoringSSL comes as a part of Netty, which only async uses",
        DispatchMethods.create(method).obstacle(ServerOptions.of(method, Tls.BORINGSSL)));
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void otherMethodsTakeNoTransport(Transport transport) {
    StringWriter complaint = new StringWriter();
    int exitCode =
        new CommandLine(new ServeCommand().get())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setErr(new PrintWriter(complaint))
            .execute("thread", "--transport", transport.label());
    assertEquals(2, exitCode);
    assertTrue(complaint.toString().contains("--transport is for async"), complaint.toString());
  }
}
