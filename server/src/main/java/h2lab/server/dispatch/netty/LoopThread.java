package h2lab.server.dispatch.netty;

import h2lab.server.dispatch.StartedThreads;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * An event loop and its thread. Not an event-loop group, whose end the library announces in one
 * more thread that outlives it by a second.
 */
final class LoopThread implements AutoCloseable {
  private final ThreadFactory threads = new DefaultThreadFactory("server-async-loop");
  private final EventLoop loop;
  private volatile Thread thread;

  LoopThread(NettyTransport transport) {
    loop =
        new SingleThreadIoEventLoop(
            null, (ThreadFactory) task -> thread = threads.newThread(task), transport.ioHandlers());
  }

  EventLoop loop() {
    return loop;
  }

  /** Ends the loop; returns when its thread, and what buffers it kept at hand, are gone. */
  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    if (thread != null) {
      StartedThreads.join(thread);
    }
  }
}
