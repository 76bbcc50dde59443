package h2lab.analysis.anatomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table by which stacks belong to parts, row by row, and stacks as recordings have them. */
class StackRuleTest {
  /** A row whose methods an earlier one names as well would never be reached by them. */
  @ParameterizedTest
  @EnumSource
  void noRowAboveNamesTheMethodsOfARow(StackRule row) {
    for (String frames : row.frames()) {
      assertSame(row, StackRule.of(frames.replace("*", "x")), frames);
      assertSame(row, StackRule.of(frames.replace("*", "")), frames);
    }
  }

  @Test
  void everyPartButThatOfTheJvmHasARow() {
    Set<ServerPart> parts =
        Arrays.stream(StackRule.values()).map(StackRule::part).collect(Collectors.toSet());
    assertEquals(EnumSet.complementOf(EnumSet.of(ServerPart.JVM)), parts);
  }

  static Stream<Arguments> stacks() {
    String loop = "h2lab.server.dispatch.poll.PollLoop.run";
    String netty = "io.netty.channel.SingleThreadIoEventLoop.run";
    String virtual = "jdk.internal.vm.Continuation.enterSpecial";
    return Stream.of(
        stack("waiting", "sun.nio.ch.EPoll.wait", "sun.nio.ch.EPollSelectorImpl.doSelect", loop),
        stack("waiting", "java.util.HashMap.get", "sun.nio.ch.SelectorImpl.selectNow", loop),
        stack("waiting", "java.util.concurrent.ConcurrentHashMap.put", "sun.nio.ch.Poller.poll"),
        stack("waiting", "h2lab.server.dispatch.poll.SystemCalls.epollWait", loop),
        stack("waiting", "h2lab.server.dispatch.poll.SystemCalls.lambda$epollControl$0", loop),
        stack("waiting", "jdk.internal.misc.Unsafe.park", "java.lang.VirtualThread.park"),
        stack("waiting", "java.lang.Thread.setScopedValueCache", virtual),
        stack("reading", "sun.nio.ch.SocketDispatcher.read0", "sun.nio.ch.IOUtil.read", loop),
        stack(
            "reading",
            "java.util.concurrent.locks.ReentrantLock.lock",
            "sun.nio.ch.SocketChannelImpl.implRead",
            "sun.nio.ch.SocketChannelImpl.read",
            loop),
        stack("reading", "h2lab.server.dispatch.poll.SystemCalls.read", loop),
        stack("reading", "io.netty.channel.unix.Socket.recvAddress", netty),
        stack("writing", "sun.nio.ch.SocketDispatcher.write0", "sun.nio.ch.IOUtil.write", loop),
        stack("writing", "sun.nio.ch.UnixFileDispatcherImpl.writev0", netty),
        stack("writing", "sun.nio.ch.SocketChannelImpl.beginWrite", loop),
        stack("writing", "h2lab.server.dispatch.poll.SystemCalls.write", loop),
        stack(
            "tls",
            "com.sun.crypto.provider.GHASH.processBlocks",
            "sun.security.ssl.SSLEngineImpl.wrap"),
        stack("tls", "java.nio.DirectByteBuffer.duplicate", "h2lab.server.tls.JdkTls.encode", loop),
        stack(
            "tls",
            "io.netty.buffer.PooledByteBuf.setBytes",
            "io.netty.handler.ssl.SslHandler.unwrap",
            netty),
        stack(
            "protocol", "java.nio.Buffer.checkIndex", "h2lab.server.http2.FrameHeader.read", loop),
        stack(
            "protocol",
            "io.netty.buffer.PoolArena.allocate",
            "io.netty.channel.AbstractChannelHandlerContext.write",
            "io.netty.handler.codec.http2.DefaultHttp2FrameWriter.writeData",
            loop),
        stack(
            "dispatch",
            "io.netty.buffer.PoolArena.allocate",
            "io.netty.channel.nio.AbstractNioByteChannel$NioByteUnsafe.read",
            netty),
        stack("dispatch", "h2lab.server.dispatch.TableAction.run", loop),
        stack("dispatch", "java.util.ArrayDeque.push", loop, virtual),
        stack(
            "recording",
            "jdk.jfr.internal.event.EventWriter.putLong",
            "h2lab.tracing.ClientTrace.selected",
            loop),
        stack("other", "java.security.SecureClassLoader.defineClass", "java.lang.Thread.run"),
        stack("other", "java.lang.ref.ReferenceQueue.remove", "java.lang.Thread.run"),
        stack("other"));
  }

  private static Arguments stack(String part, String... methods) {
    return Arguments.of(part, List.of(methods));
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void innermostMethodThatIsKnownDecides(String part, List<String> stack) {
    assertEquals(
        part,
        StackSamples.part(stack.stream(), StackRule::of).name().toLowerCase(),
        stack::toString);
  }
}
