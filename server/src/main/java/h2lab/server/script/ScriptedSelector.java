package h2lab.server.script;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;
import java.nio.channels.spi.AbstractSelector;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Selects sockets whose peers can go on: to read when a chunk waits, to write when there is room.
 * It never waits, since a script goes on in the thread that would.
 */
final class ScriptedSelector extends AbstractSelector {
  private final Set<SelectionKey> keys = new LinkedHashSet<>();
  private final Set<SelectionKey> selected = new LinkedHashSet<>();

  ScriptedSelector(ScriptedSelectors provider) {
    super(provider);
  }

  /** A socket and what is to be known of it. */
  private static final class Key extends AbstractSelectionKey {
    private final ScriptedSocket socket;
    private final ScriptedSelector selector;
    private int interestOps;
    private int readyOps;

    Key(ScriptedSocket socket, ScriptedSelector selector) {
      this.socket = socket;
      this.selector = selector;
    }

    /** Whether the peer can go on with what is of interest. */
    boolean isReady() {
      int possible =
          (socket.peer().isReadable() ? OP_READ : 0) | (socket.peer().isWritable() ? OP_WRITE : 0);
      readyOps = possible & interestOps;
      return readyOps != 0;
    }

    @Override
    public SelectableChannel channel() {
      return socket;
    }

    @Override
    public Selector selector() {
      return selector;
    }

    @Override
    public int interestOps() {
      return checked(interestOps);
    }

    @Override
    public SelectionKey interestOps(int ops) {
      interestOps = checked(ops);
      return this;
    }

    @Override
    public int readyOps() {
      return checked(readyOps);
    }

    private int checked(int ops) {
      if (!isValid()) {
        throw new CancelledKeyException();
      }
      return ops;
    }
  }

  @Override
  protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
    Key key = new Key((ScriptedSocket) channel, this);
    key.attach(attachment);
    key.interestOps(ops);
    keys.add(key);
    return key;
  }

  @Override
  public int selectNow() {
    forgetCancelled();
    int before = selected.size();
    for (SelectionKey key : keys) {
      if (((Key) key).isReady()) {
        selected.add(key);
      }
    }
    return selected.size() - before;
  }

  private void forgetCancelled() {
    Set<SelectionKey> cancelled = cancelledKeys();
    synchronized (cancelled) { // as the contract of the JDK's class demands
      for (SelectionKey key : cancelled) {
        keys.remove(key);
        selected.remove(key);
        deregister((AbstractSelectionKey) key);
      }
      cancelled.clear();
    }
  }

  @Override
  public int select(long timeoutMillis) {
    return selectNow();
  }

  @Override
  public int select() {
    return selectNow();
  }

  /** It never sleeps. */
  @Override
  public Selector wakeup() {
    return this;
  }

  @Override
  public Set<SelectionKey> keys() {
    return Collections.unmodifiableSet(keys);
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    return selected;
  }

  @Override
  protected void implCloseSelector() {
    keys.forEach(SelectionKey::cancel);
    forgetCancelled();
  }
}
