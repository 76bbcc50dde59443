package h2lab.server.dispatch.poll;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Linux's calls on descriptors. They return what the kernel does: a result from 0, or a negated
 * errno. Addresses are passed as numbers, so that a call allocates nothing; the caller keeps the
 * memory alive. Only for machines without {@link Linux#obstacle}.
 */
@SuppressWarnings("restricted") // native calls are what this class is for
final class SystemCalls {
  static final int EINTR = 4;
  static final int EAGAIN = 11;

  private static final int FOREVER = -1;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int LONGEST_ERROR_TEXT = 256;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

  /** Where a thread's errno is kept before the JVM makes calls of its own. */
  private static final ThreadLocal<MemorySegment> STATES =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

  private static final MethodHandle READ = link("read", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle WRITE =
      link("write", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle RECV =
      link("recv", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SEND =
      link("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle POLL = link("poll", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle EPOLL_WAIT =
      link("epoll_wait", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
  private static final MethodHandle EPOLL_CTL =
      link("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle EPOLL_CREATE = link("epoll_create1", JAVA_INT, JAVA_INT);
  private static final MethodHandle EVENTFD = link("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle ACCEPT =
      link("accept4", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SHUTDOWN = link("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = link("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle SOCKET = link("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = link("bind", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle LISTEN = link("listen", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle GETSOCKNAME =
      link("getsockname", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle SETSOCKOPT =
      link("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle GETSOCKOPT =
      link("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle STRERROR =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));

  private SystemCalls() {}

  private static MethodHandle link(String name, MemoryLayout result, MemoryLayout... parameters) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(result, parameters),
        Linker.Option.captureCallState("errno"));
  }

  static int read(int descriptor, long address, int octets) {
    return once(state -> (long) READ.invokeExact(state, descriptor, address, (long) octets));
  }

  static int write(int descriptor, long address, int octets) {
    return once(state -> (long) WRITE.invokeExact(state, descriptor, address, (long) octets));
  }

  /** Reads from a socket, a little sooner than {@link #read}, which has to find out what it is. */
  static int receive(int descriptor, long address, int octets) {
    MemorySegment state = STATES.get();
    int result;
    do {
      try {
        result =
            outcome((long) RECV.invokeExact(state, descriptor, address, (long) octets, 0), state);
      } catch (Throwable e) {
        throw impossible(e);
      }
    } while (result == -EINTR);
    return result;
  }

  /** Writes to a socket, a little sooner than {@link #write}. */
  static int send(int descriptor, long address, int octets) {
    MemorySegment state = STATES.get();
    int result;
    do {
      try {
        result =
            outcome(
                (long) SEND.invokeExact(state, descriptor, address, (long) octets, MSG_NOSIGNAL),
                state);
      } catch (Throwable e) {
        throw impossible(e);
      }
    } while (result == -EINTR);
    return result;
  }

  /**
   * Returns at once or waits without a timeout; a signal ends it with -EINTR, as a wake-up would.
   */
  static int poll(long entries, int count, boolean waits) {
    MemorySegment state = STATES.get();
    try {
      return outcome((int) POLL.invokeExact(state, entries, (long) count, timeout(waits)), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** May return -EINTR, as {@link #poll}. */
  static int epollWait(int epoll, long events, int most, boolean waits) {
    MemorySegment state = STATES.get();
    try {
      return outcome(
          (int) EPOLL_WAIT.invokeExact(state, epoll, events, most, timeout(waits)), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  private static int timeout(boolean waits) {
    return waits ? FOREVER : 0;
  }

  static int epollControl(int epoll, int operation, int descriptor, long event) {
    return once(state -> (int) EPOLL_CTL.invokeExact(state, epoll, operation, descriptor, event));
  }

  static int epollCreate(int flags) {
    return once(state -> (int) EPOLL_CREATE.invokeExact(state, flags));
  }

  static int eventfd(int flags) {
    return once(state -> (int) EVENTFD.invokeExact(state, 0, flags));
  }

  static int accept(int listening, long address, long lengthAddress, int flags) {
    return once(state -> (int) ACCEPT.invokeExact(state, listening, address, lengthAddress, flags));
  }

  static int shutdown(int descriptor, int how) {
    return once(state -> (int) SHUTDOWN.invokeExact(state, descriptor, how));
  }

  /** Closes; on Linux the descriptor is gone whatever is returned. */
  static int close(int descriptor) {
    return once(state -> (int) CLOSE.invokeExact(state, descriptor));
  }

  static int socket(int family, int type) {
    return once(state -> (int) SOCKET.invokeExact(state, family, type, 0));
  }

  static int bind(int descriptor, long address, int length) {
    return once(state -> (int) BIND.invokeExact(state, descriptor, address, length));
  }

  static int listen(int descriptor, int backlog) {
    return once(state -> (int) LISTEN.invokeExact(state, descriptor, backlog));
  }

  static int socketName(int descriptor, long address, long lengthAddress) {
    return once(state -> (int) GETSOCKNAME.invokeExact(state, descriptor, address, lengthAddress));
  }

  /** Sets an option that is an int, at {@code value}. */
  static int setOption(int descriptor, int level, int option, long value) {
    return once(
        state ->
            (int)
                SETSOCKOPT.invokeExact(
                    state, descriptor, level, option, value, (int) JAVA_INT.byteSize()));
  }

  static int option(int descriptor, int level, int option, long value, long lengthAddress) {
    return once(
        state ->
            (int) GETSOCKOPT.invokeExact(state, descriptor, level, option, value, lengthAddress));
  }

  /** A call that gets the place for its errno: for the calls that are not made all the time. */
  @FunctionalInterface
  private interface Call {
    long make(MemorySegment state) throws Throwable;
  }

  private static int once(Call call) {
    MemorySegment state = STATES.get();
    try {
      return outcome(call.make(state), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** The kernel throws nothing, so whatever was thrown is the JVM's end or our mistake. */
  private static AssertionError impossible(Throwable thrown) {
    return new AssertionError(thrown);
  }

  private static int outcome(long returned, MemorySegment state) {
    return returned >= 0 ? (int) returned : -(int) ERRNO.get(state, 0L);
  }

  /**
   * The result of a call that must not fail.
   *
   * @throws IOException with the system's text if it did
   */
  static int checked(int result, String call) throws IOException {
    if (result < 0) {
      throw new IOException(call + ": " + text(-result));
    }
    return result;
  }

  /** As the system words an errno, for example "Connection reset by peer". */
  static String text(int errno) {
    try {
      MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
      return text.reinterpret(LONGEST_ERROR_TEXT).getString(0);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }
}
