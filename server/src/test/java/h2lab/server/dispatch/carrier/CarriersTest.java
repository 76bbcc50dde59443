package h2lab.server.dispatch.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import h2lab.server.PollerKind;
import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.dispatch.Entrance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Virtual threads by one carrier, which is asleep whenever all of them wait. */
@Timeout(30)
class CarriersTest {
  private static final int MUCH = 16 << 20;

  private ServerSocketChannel listening;
  private Carriers carriers;
  private SocketChannel peer;
  private Entrance.Arrival arrival;

  @BeforeEach
  void connect() throws IOException {
    ServerOptions options = options();
    assumeTrue(Carriers.obstacle(options) == null, () -> Carriers.obstacle(options));
    listening =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    InetSocketAddress address = (InetSocketAddress) listening.getLocalAddress();
    carriers = Carriers.start(listening, options);
    FutureTask<Entrance.Arrival> accepted =
        new FutureTask<>(() -> carriers.call(carriers.entrance()::accept));
    Thread.ofPlatform().start(accepted);
    peer = SocketChannel.open(address);
    arrival = get(accepted);
    assertEquals(peer.getLocalAddress(), arrival.address());
  }

  private static ServerOptions options() {
    return ServerOptions.serving("virtual-thread", Tls.OFF).poller(PollerKind.EPOLL).build();
  }

  @AfterEach
  void close() throws IOException {
    if (arrival != null) {
      arrival.channel().close();
      peer.close();
      carriers.close();
      listening.close();
    }
  }

  private static <T> T get(FutureTask<T> task) {
    try {
      return task.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Begins a task in a thread of the client's carrier. */
  private <T> FutureTask<T> begin(Callable<T> task) {
    FutureTask<T> begun = new FutureTask<>(task);
    arrival.threads().newThread(begun).start();
    return begun;
  }

  private int read() throws IOException {
    return arrival.channel().read(ByteBuffer.allocateDirect(64));
  }

  private void send(int octets) throws IOException {
    peer.write(ByteBuffer.allocate(octets));
  }

  @Test
  void aReadWaitsForOctetsWhileOthersRun() throws IOException {
    FutureTask<Integer> read = begin(this::read);
    assertEquals("other", get(begin(() -> "other")));
    assertFalse(read.isDone());
    send(5);
    assertEquals(5, get(read));
  }

  @Test
  void everyReadGetsWhatCame() throws IOException {
    send(100);
    assertEquals(64, get(begin(this::read)));
    assertEquals(36, get(begin(this::read)));
    FutureTask<Integer> read = begin(this::read);
    peer.shutdownOutput();
    assertEquals(-1, get(read));
  }

  @Test
  void inputThatNobodyReadsIsReadLater() throws Exception {
    SynchronousQueue<String> wakeUps = new SynchronousQueue<>();
    send(5);
    for (int i = 0; i < 3; i++) { // each time the carrier polls, and is told again
      FutureTask<String> woken = begin(wakeUps::take);
      wakeUps.put("awake");
      assertEquals("awake", get(woken));
    }
    assertEquals(5, get(begin(this::read)));
    FutureTask<Integer> read = begin(this::read);
    send(6);
    assertEquals(6, get(read));
  }

  @Test
  void aWriteWaitsForRoomWhileAnotherThreadReads() throws IOException {
    FutureTask<Integer> written =
        begin(
            () -> {
              ByteBuffer much = ByteBuffer.allocateDirect(MUCH);
              while (much.hasRemaining()) {
                arrival.channel().write(much);
              }
              return much.position();
            });
    send(5);
    assertEquals(5, get(begin(this::read)));
    assertFalse(written.isDone());
    ByteBuffer received = ByteBuffer.allocate(MUCH);
    while (received.hasRemaining()) {
      peer.read(received);
    }
    assertEquals(MUCH, get(written));
  }

  @Test
  void closingEndsAReadThatWaits() throws IOException {
    FutureTask<IOException> failure = begin(() -> assertThrows(IOException.class, this::read));
    get(begin(() -> null));
    arrival.channel().close();
    assertInstanceOf(AsynchronousCloseException.class, get(failure));
    assertEquals(-1, peer.read(ByteBuffer.allocate(1)));
  }

  @Test
  void closingEndsAWriteThatWaits() throws IOException {
    FutureTask<IOException> failure =
        begin(
            () ->
                assertThrows(
                    IOException.class,
                    () -> {
                      while (true) {
                        arrival.channel().write(ByteBuffer.allocateDirect(MUCH));
                      }
                    }));
    get(begin(() -> null));
    arrival.channel().close();
    assertInstanceOf(AsynchronousCloseException.class, get(failure));
  }

  @Test
  void touchesNoSocketOnceClosed() throws IOException {
    arrival.channel().close();
    arrival.channel().close();
    assertFalse(arrival.channel().isOpen());
    get(
        begin(
            () -> {
              assertThrows(ClosedChannelException.class, this::read);
              return assertThrows(
                  ClosedChannelException.class,
                  () -> arrival.channel().write(ByteBuffer.allocateDirect(1)));
            }));
  }

  @Test
  void threadsThatWaitForSomethingElseAreWokenToo() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    FutureTask<String> waiting =
        begin(
            () -> {
              latch.await();
              Thread.sleep(1);
              synchronized (arrival) {
                return "awake";
              }
            });
    synchronized (arrival) {
      latch.countDown();
      Thread.sleep(5);
    }
    assertEquals("awake", get(waiting));
  }

  @Test
  void anEntranceThatIsClosedLetsNobodyIn() throws IOException {
    FutureTask<IOException> failure =
        new FutureTask<>(
            () ->
                carriers.call(
                    () -> assertThrows(IOException.class, () -> carriers.entrance().accept())));
    Thread.ofPlatform().start(failure);
    get(begin(() -> null));
    carriers.entrance().close();
    assertInstanceOf(ClosedChannelException.class, get(failure));
  }

  @Test
  void tellsWhatATaskHasThrown() {
    IOException ours = new IOException("ours");
    assertSame(
        ours,
        assertThrows(
            IOException.class,
            () ->
                carriers.call(
                    () -> {
                      throw ours;
                    })));
    assertThrows(
        CompletionException.class,
        () ->
            carriers.call(
                () -> {
                  throw new IllegalStateException();
                }));
    assertEquals("others", get(begin(() -> "others")));
  }

  @Test
  void nobodyWaitsForACarrierThatHasFailed() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    FutureTask<CompletionException> failure =
        new FutureTask<>(
            () ->
                assertThrows(
                    CompletionException.class,
                    () ->
                        carriers.call(
                            () -> {
                              waits.countDown();
                              new CountDownLatch(1).await();
                              return null;
                            })));
    Thread.ofPlatform().start(failure);
    waits.await();
    Error fault = new StackOverflowError();
    Carrier broken = new Carrier(options(), "broken-");
    broken.execute(
        () -> {
          throw fault;
        });
    carriers.run(broken);
    broken.close();
    assertSame(fault, get(failure).getCause());
  }
}
