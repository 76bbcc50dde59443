package h2lab.server.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One client of a {@link LoadLoop}: its connection from connecting to closing, and its buffers.
 * Each time the socket has something, all of it is read, then all requests that became possible are
 * written as one batch.
 */
final class LoadClient {
  private static final int IN_OCTETS = 1 << 16;
  private static final int OUT_OCTETS = 1 << 16;

  /** Buffers of one client that are read, or written, before others have their turn. */
  private static final int TURN_BUFFERS = 16;

  private final LoadLoop loop;
  private final LoadPlan plan;
  private final int number;
  private final ByteBuffer in = ByteBuffer.allocateDirect(IN_OCTETS);
  private final ByteBuffer out = ByteBuffer.allocateDirect(OUT_OCTETS);

  private Wire wire;
  private SelectionKey key;
  private Conversation conversation;
  private Transfer transfer;
  private boolean opened;
  private boolean closed;
  private boolean unfinished;
  private long connectBegan;
  private long lastProgress;
  private long connectNanos;
  private long doneRequests;
  private long doneBefore;

  /**
   * @param number of the client within its loop, from 0
   */
  LoadClient(LoadLoop loop, int number) {
    this.loop = loop;
    this.plan = loop.plan();
    this.number = number;
  }

  /** Begins to connect; failing is an outcome like any other. */
  void connect(Selector selector, InetSocketAddress address) {
    connectBegan = System.nanoTime();
    lastProgress = connectBegan;
    opened = false;
    conversation = new Conversation(plan, number, loop.pace(), loop.tally(), loop.errors());
    try {
      SocketChannel channel = SocketChannel.open();
      wire = loop.wire(channel);
      transfer = new Transfer(wire, conversation, loop.tally(), in, out);
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      key = channel.register(selector, SelectionKey.OP_CONNECT, this);
      if (channel.connect(address)) {
        wake();
      }
    } catch (IOException e) {
      fail(ErrorLines.of(e, opened), false);
    }
  }

  /** The socket is ready for something, or was not emptied when others had their turn. */
  void wake() {
    unfinished = false;
    if (closed) {
      return;
    }
    try {
      if (key.interestOps() == SelectionKey.OP_CONNECT) {
        if (!wire.channel().finishConnect()) {
          return;
        }
        key.interestOps(SelectionKey.OP_READ);
        wire.connected();
      }
      receive();
      proceed(System.nanoTime());
    } catch (IOException e) {
      fail(ErrorLines.of(e, opened), false);
    }
  }

  /** Begins the requests that are due, and ends the connection if it has no more use. */
  void proceed(long now) {
    if (closed) {
      return;
    }
    loop.advance(now); // another loop may have begun the run since somebody looked here
    try {
      send(now);
      settle(now);
    } catch (IOException e) {
      fail(ErrorLines.of(e, opened), false);
    }
  }

  private void receive() throws IOException {
    int buffers = 0;
    boolean more;
    do {
      more = transfer.read();
      long now = System.nanoTime();
      loop.advance(now);
      if (!opened && wire.established()) {
        opened = true;
        transfer.open();
      }
      consume(now);
    } while (more && transfer.canRead() && ++buffers < TURN_BUFFERS);
    if (more && buffers == TURN_BUFFERS) {
      goOnLater();
    }
  }

  private void goOnLater() {
    if (!unfinished) {
      unfinished = true;
      loop.goOnLater(this);
    }
  }

  private void consume(long now) throws IOException {
    boolean settledBefore = conversation.settled();
    transfer.consume(now);
    if (conversation.takeProgress() || !settledBefore) {
      lastProgress = now;
    }
    if (conversation.settled() && !settledBefore) {
      connectNanos = now - connectBegan;
      loop.ready(now);
    }
  }

  private void send(long now) throws IOException {
    if (wire.blocked()) {
      transfer.flush();
    }
    int buffers = 0;
    boolean more;
    do {
      boolean idle = conversation.inFlight() == 0;
      boolean begun = !wire.blocked() && transfer.request(now);
      boolean uploaded = !wire.blocked() && transfer.upload();
      transfer.flush();
      if (begun && idle || uploaded) {
        lastProgress = now;
      }
      more = begun || uploaded;
    } while (more && !wire.blocked() && ++buffers < TURN_BUFFERS);
    if (buffers == TURN_BUFFERS) {
      goOnLater();
    }
    int wanted = SelectionKey.OP_READ | (wire.blocked() ? SelectionKey.OP_WRITE : 0);
    if (opened && key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  /** Decides what the connection is still good for. */
  private void settle(long now) {
    boolean idle = conversation.inFlight() == 0;
    if (idle && loop.pace().exhausted(number)) {
      leave();
    } else if (wire.ended()) {
      fail(conversation.goAway() == null ? "connection closed" : conversation.goAway(), false);
    } else if (idle && conversation.goAway() != null) {
      fail(conversation.goAway(), false);
    } else if (idle && conversation.worn()) {
      doneRequests += conversation.doneRequests();
      farewell();
      loop.connect(this);
    }
  }

  /** Fails the client if it has waited too long for the server. */
  void look(long now) {
    if (closed) {
      return;
    }
    boolean waiting =
        !conversation.settled()
            || conversation.inFlight() > 0
            || loop.pace().due(number, 1, now) > 0;
    if (!waiting) {
      lastProgress = now;
    } else if (now - lastProgress >= plan.timeoutNanos()) {
      String what = conversation.settled() ? "no progress for " : "no HTTP/2 connection within ";
      fail(what + LoadSummary.seconds(plan.timeoutNanos()), true);
    }
  }

  /** Ends the connection in good order. */
  void leave() {
    farewell();
    finish();
  }

  /** Ends the connection and counts what it leaves undone. */
  void fail(String why, boolean timeout) {
    if (closed) {
      return;
    }
    loop.errors().add(why);
    conversation.lose(timeout, System.nanoTime());
    loop.tally().neverStarted(loop.pace().abandon(number), timeout);
    if (timeout) {
      farewell();
    }
    finish();
  }

  private void farewell() {
    try {
      if (opened) {
        transfer.farewell();
      }
    } catch (IOException e) {
      // the server is gone already
    }
    wire.close();
  }

  private void finish() {
    closed = true;
    doneRequests += conversation.doneRequests();
    if (wire != null) {
      wire.close();
    }
    loop.gone();
  }

  /** Requests done so far do not count. */
  void countFromNow() {
    doneBefore = allDone();
  }

  private long allDone() {
    boolean counted = closed || conversation == null;
    return counted ? doneRequests : doneRequests + conversation.doneRequests();
  }

  boolean closed() {
    return closed;
  }

  /**
   * From connecting to the server's SETTINGS, of the last connection; 0 if it never came to that.
   */
  long connectNanos() {
    return connectNanos;
  }

  /** Measured requests done. */
  long doneRequests() {
    return allDone() - doneBefore;
  }

  /** What TLS settled on, null in cleartext or if it never did. */
  LoadResult.Tls tls() {
    return wire instanceof TlsWire secure && connectNanos > 0 ? secure.parameters() : null;
  }
}
