package h2lab.analysis.anatomy;

import static h2lab.analysis.anatomy.ServerPart.DISPATCH;
import static h2lab.analysis.anatomy.ServerPart.OTHER;
import static h2lab.analysis.anatomy.ServerPart.PROTOCOL;
import static h2lab.analysis.anatomy.ServerPart.READING;
import static h2lab.analysis.anatomy.ServerPart.RECORDING;
import static h2lab.analysis.anatomy.ServerPart.TLS;
import static h2lab.analysis.anatomy.ServerPart.WAITING;
import static h2lab.analysis.anatomy.ServerPart.WRITING;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table by which a stack belongs to a {@link ServerPart}. Its frames are looked at from the
 * innermost outwards: the first that any row names decides, by the first row that does. What no row
 * names, such as a map or a buffer, belongs to whoever calls it; if nobody is known, the last row
 * has the stack.
 */
public enum StackRule {
  /** The JDK's and Netty's ways to ask the kernel who is ready, and to be woken. */
  READINESS(
      WAITING,
      "sun.nio.ch.EPoll*",
      "sun.nio.ch.*Selector*",
      "sun.nio.ch.SelectionKeyImpl.*",
      "sun.nio.ch.*Poller*",
      "sun.nio.ch.EventFD.*",
      "sun.nio.ch.Net.poll*",
      "java.nio.channels.spi.AbstractSelect*",
      "io.netty.channel.epoll.Native.*poll*",
      "io.netty.channel.unix.FileDescriptor.*eventFd*",
      "io.netty.channel.uring.Native.ioUringEnter*"),
  /** Threads that sleep and wake, and virtual ones that give way and go on. */
  SLEEP(
      WAITING,
      "jdk.internal.misc.Unsafe.*park",
      "java.util.concurrent.locks.LockSupport.*",
      "java.util.concurrent.ForkJoin*",
      "java.lang.VirtualThread*",
      "jdk.internal.vm.Continuation*",
      "java.lang.Object.wait*"),
  /** How our poll loop waits, by calls of its own and by looking again and again. */
  POLL_LOOP_WAITS(
      WAITING,
      "h2lab.server.dispatch.poll.SystemCalls.*poll*",
      "h2lab.server.dispatch.poll.*Poller.*",
      "h2lab.server.dispatch.poll.Waiting.*",
      "h2lab.server.dispatch.poll.SpinTrial.*",
      "h2lab.server.dispatch.poll.Alarm.*",
      "h2lab.server.dispatch.poll.WakeUpClock.*"),
  SOCKET_READS(
      READING,
      "sun.nio.ch.*Dispatcher*.read*",
      "sun.nio.ch.IOUtil.read*",
      "sun.nio.ch.SocketChannelImpl.read*",
      "sun.nio.ch.SocketChannelImpl.*Read*",
      "h2lab.server.dispatch.poll.SystemCalls.re*",
      "io.netty.channel.unix.FileDescriptor.read*",
      "io.netty.channel.unix.Socket.re*"),
  SOCKET_WRITES(
      WRITING,
      "sun.nio.ch.*Dispatcher*.write*",
      "sun.nio.ch.IOUtil.write*",
      "sun.nio.ch.SocketChannelImpl.write*",
      "sun.nio.ch.SocketChannelImpl.*Write*",
      "h2lab.server.dispatch.poll.SystemCalls.send*",
      "h2lab.server.dispatch.poll.SystemCalls.write*",
      "io.netty.channel.unix.FileDescriptor.write*",
      "io.netty.channel.unix.Socket.send*"),
  TLS_ENGINES(
      TLS,
      "h2lab.server.tls.*",
      "sun.security.*",
      "com.sun.crypto.*",
      "javax.crypto.*",
      "javax.net.ssl.*",
      "java.security.MessageDigest*",
      "java.security.SecureRandom*",
      "java.security.Signature*",
      "java.security.Key*",
      "org.bouncycastle.*",
      "io.netty.handler.ssl.*",
      "io.netty.internal.tcnative.*"),
  HTTP2(PROTOCOL, "h2lab.server.http2.*", "h2lab.server.library.*", "io.netty.handler.codec.*"),
  FLIGHT_RECORDER(RECORDING, "h2lab.tracing.*", "jdk.jfr.*"),
  OUR_DISPATCH(DISPATCH, "h2lab.server.*"),
  /**
   * Not all of Netty: its pipeline and buffers serve its codec as well, which is found further out.
   */
  EVENT_LOOP(
      DISPATCH,
      "io.netty.channel.nio.*",
      "io.netty.channel.socket.nio.*",
      "io.netty.channel.epoll.*",
      "io.netty.channel.uring.*",
      "io.netty.channel.SingleThread*",
      "io.netty.util.concurrent.SingleThreadEventExecutor*"),
  THE_REST(OTHER, "*");

  private final ServerPart part;
  private final List<String> frames;
  private final Pattern pattern;

  /**
   * @param frames methods with their classes; an asterisk stands for anything
   */
  StackRule(ServerPart part, String... frames) {
    this.part = part;
    this.frames = List.of(frames);
    this.pattern =
        Pattern.compile(
            Arrays.stream(frames).map(StackRule::expression).collect(Collectors.joining("|")));
  }

  private static String expression(String frame) {
    return Arrays.stream(frame.split("\\*", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(".*"));
  }

  /** What stacks of this row are busy with. */
  public ServerPart part() {
    return part;
  }

  /** The methods this row names, as in the table. */
  public List<String> frames() {
    return frames;
  }

  /** The first row that names a method, given as {@code package.Class.method}. */
  public static StackRule of(String method) {
    return Arrays.stream(values())
        .filter(rule -> rule.pattern.matcher(method).matches())
        .findFirst()
        .orElseThrow();
  }
}
