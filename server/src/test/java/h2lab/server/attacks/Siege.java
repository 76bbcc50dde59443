package h2lab.server.attacks;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * An attack at length by many clients, who come again when they are ended; in a process of its own,
 * so that a scheduler can tell it from those who behave well.
 */
final class Siege implements AutoCloseable {
  private static final int FLOODERS = 2;
  private static final int STALLERS = 200;
  private static final int HOARDERS = 50;
  private static final long DRIBBLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** What one client does until it is ended, or the siege is. */
  @FunctionalInterface
  private interface Round {
    void run() throws IOException;
  }

  private final URI url;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;
  private final LongAdder ended = new LongAdder();

  private Siege(URI url) {
    this.url = url;
  }

  /**
   * Attacks until its input ends, then prints how many attackers were ended meanwhile.
   *
   * @param arguments the URL, and the title of the attack
   */
  public static void main(String[] arguments) throws IOException {
    try (Siege siege = new Siege(URI.create(arguments[0]))) {
      siege.begin(arguments[1]);
      System.in.read();
      System.out.println(siege.ended.sum());
    }
  }

  private void begin(String title) {
    for (Flood flood : Flood.everything()) {
      if (flood.title().equals(title)) {
        for (int i = 0; i < FLOODERS; i++) {
          start(() -> flood(flood));
        }
      }
    }
    for (Stall stall : Stall.all()) {
      if (stall.row().title().equals(title)) {
        start(() -> stall(stall));
      }
    }
    for (Hoard hoard : Hoard.values()) {
      if (hoard.title().equals(title)) {
        start(() -> hoard(hoard));
      }
    }
  }

  private void start(Round round) {
    threads.add(Thread.ofPlatform().daemon().name("besieger").start(() -> repeat(round)));
  }

  private void repeat(Round round) {
    while (!over) {
      try {
        round.run();
      } catch (IOException e) {
        LockSupport.parkNanos(AGAIN_NANOS); // turned away
      }
    }
  }

  private void flood(Flood flood) throws IOException {
    try (Attacker attacker = Attacker.connect(url)) {
      attacker.send(flood.begin());
      for (int n = 0; !over && !attacker.isEnded() && attacker.send(flood.step(n)); n++) {
        // as fast as it goes
      }
      ended.increment();
    }
  }

  private void stall(Stall stall) throws IOException {
    List<Staller> stallers = new ArrayList<>();
    try {
      while (!over) {
        while (stallers.size() < STALLERS) {
          stallers.add(Staller.begin(stall, url));
        }
        for (Staller staller : stallers) {
          staller.dribble();
        }
        leave(stallers.stream().filter(Staller::isEnded).toList(), stallers);
        LockSupport.parkNanos(DRIBBLE_NANOS);
      }
    } finally {
      leave(List.copyOf(stallers), stallers);
    }
  }

  private void leave(List<Staller> leaving, List<Staller> stallers) throws IOException {
    stallers.removeAll(leaving);
    ended.add(leaving.size());
    for (Staller staller : leaving) {
      staller.close();
    }
  }

  private void hoard(Hoard hoard) throws IOException {
    ByteBuffer scratch = ByteBuffer.allocateDirect(64 * 1_024);
    List<RawPeer> peers = new ArrayList<>();
    try {
      byte[] octets = hoard.octets();
      while (peers.size() < HOARDERS && !over) {
        peers.add(RawPeer.connect(url).send(octets));
        peers.getLast().readUntil(AttackFrames.pong(), scratch);
      }
      while (!over) {
        LockSupport.parkNanos(DRIBBLE_NANOS);
      }
    } finally {
      for (RawPeer peer : peers) {
        peer.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    over = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
