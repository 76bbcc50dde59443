package h2lab.server.deadline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.http2.ErrorCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of deadlines, walked whole; and how one is kept. */
class DeadlineTableTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** A client in each way it can be late, and in no other. */
  private static Client late(Deadline deadline) {
    Client client = new Client();
    switch (deadline) {
      case HANDSHAKE -> client.handshaking = true;
      case PREFACE -> client.open = false;
      case FRAME -> client.inFrame = true;
      case SETTINGS -> client.acknowledged = false;
      case IDLE -> {}
      case WRITE -> client.awaitsWindow = true;
    }
    client.open &= deadline != Deadline.HANDSHAKE;
    return client;
  }

  /** Lets what a deadline measures grow. */
  private static void grow(Deadline deadline, Client client, int by) {
    switch (deadline) {
      case HANDSHAKE, PREFACE, SETTINGS -> {}
      case FRAME -> client.framesWhole += by;
      case IDLE -> client.progress += by;
      case WRITE -> client.octetsWritten += by;
    }
  }

  private static Deadlines only(Deadline deadline) {
    return new Deadlines(Map.of(deadline, Duration.ofSeconds(8)));
  }

  private static DeadlineWatch watch(Deadline deadline, Client client) {
    return new DeadlineWatch(only(deadline), client, 0);
  }

  @ParameterizedTest
  @EnumSource
  void passesAfterItsTimeAndNotBefore(Deadline deadline) {
    DeadlineWatch watch = watch(deadline, late(deadline));
    assertNull(watch.look(8 * SECOND - 1));
    assertEquals(deadline, watch.look(8 * SECOND));
  }

  @ParameterizedTest
  @EnumSource
  void doesNotPassForWhomItIsNot(Deadline deadline) {
    Stream.of(Deadline.values())
        .filter(other -> !deadline.holds(late(other)))
        .forEach(other -> assertNull(watch(deadline, late(other)).look(100 * SECOND)));
    assertTrue(
        Stream.of(Deadline.values()).anyMatch(other -> !deadline.holds(late(other)))
            || deadline == Deadline.IDLE);
  }

  @ParameterizedTest
  @EnumSource
  void beginsAnewWhenWhatItWaitedForCame(Deadline deadline) {
    Client client = late(deadline);
    DeadlineWatch watch = watch(deadline, client);
    Client punctual = new Client();
    punctual.open = false;
    punctual.handshaking = deadline != Deadline.HANDSHAKE;
    client.become(punctual);
    assertFalse(deadline.holds(client));
    assertNull(watch.look(7 * SECOND));
    client.become(late(deadline));
    assertNull(watch.look(8 * SECOND));
    assertNull(watch.look(16 * SECOND - 1));
    assertEquals(deadline, watch.look(16 * SECOND));
  }

  @ParameterizedTest
  @EnumSource(names = {"FRAME", "IDLE", "WRITE"})
  void beginsAnewWhenEnoughHasHappened(Deadline deadline) {
    Client client = late(deadline);
    DeadlineWatch watch = watch(deadline, client);
    grow(deadline, client, deadline.least());
    assertNull(watch.look(7 * SECOND));
    assertNull(watch.look(15 * SECOND - 1));
    grow(deadline, client, deadline.least() - 1);
    assertEquals(deadline, watch.look(15 * SECOND));
  }

  @Test
  void whatIsNotSetNeverPasses() {
    Deadlines never = Deadlines.STANDARD;
    for (Deadline deadline : Deadline.values()) {
      never = never.with(deadline, null);
    }
    assertNull(never.interval());
    for (Deadline deadline : Deadline.values()) {
      assertNull(new DeadlineWatch(never, late(deadline), 0).look(Long.MAX_VALUE));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theStandardHasThemAllAndLooksOftenEnough(Deadline deadline) {
    Duration time = Deadlines.STANDARD.times().get(deadline);
    assertEquals(deadline.standard(), time);
    assertTrue(Deadlines.STANDARD.interval().multipliedBy(3).compareTo(time) < 0);
  }

  @Test
  void eachHasAnOptionAndAReasonOfItsOwn() {
    Set<String> options = new HashSet<>();
    for (Deadline deadline : Deadline.values()) {
      assertTrue(options.add(deadline.option()));
      assertTrue(deadline.option().matches("--[a-z]+-timeout"));
      assertEquals(
          "waited 0.5 s for " + deadline.awaited() + " (" + deadline.option() + ")",
          deadline.reason(Duration.ofMillis(500)));
    }
  }

  @Test
  void tellsAClientWhatItDidWrongAsFarAsItHears() {
    assertEquals(new Verdict.Close(), Deadline.HANDSHAKE.verdict(late(Deadline.HANDSHAKE)));
    assertEquals(
        new Verdict.GoAway(ErrorCode.PROTOCOL_ERROR),
        Deadline.PREFACE.verdict(late(Deadline.PREFACE)));
    assertEquals(
        new Verdict.GoAway(ErrorCode.ENHANCE_YOUR_CALM),
        Deadline.FRAME.verdict(late(Deadline.FRAME)));
    assertEquals(
        new Verdict.GoAway(ErrorCode.SETTINGS_TIMEOUT),
        Deadline.SETTINGS.verdict(late(Deadline.SETTINGS)));
    Client idle = late(Deadline.IDLE);
    assertEquals(new Verdict.Drain(), Deadline.IDLE.verdict(idle));
    idle.streams = true;
    assertEquals(
        new Verdict.GoAway(ErrorCode.ENHANCE_YOUR_CALM),
        Deadline.IDLE.verdict(idle),
        "it holds streams open");
    Client slow = late(Deadline.WRITE);
    assertEquals(new Verdict.GoAway(ErrorCode.ENHANCE_YOUR_CALM), Deadline.WRITE.verdict(slow));
    slow.awaitsSocket = true;
    assertEquals(new Verdict.Close(), Deadline.WRITE.verdict(slow), "it would not read it");
    Arrays.stream(Deadline.values()).forEach(d -> assertNotNull(d.verdict(late(d))));
  }

  /** Open, all acknowledged, nothing waits. */
  private static final class Client implements Watched {
    boolean handshaking;
    boolean open = true;
    boolean inFrame;
    long framesWhole;
    boolean acknowledged = true;
    boolean streams;
    long progress;
    boolean awaitsSocket;
    boolean awaitsWindow;
    long octetsWritten;

    void become(Client other) {
      handshaking = other.handshaking;
      open = other.open;
      inFrame = other.inFrame;
      acknowledged = other.acknowledged;
      awaitsWindow = other.awaitsWindow;
    }

    @Override
    public boolean isHandshaking() {
      return handshaking;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public boolean isInFrame() {
      return inFrame;
    }

    @Override
    public long framesWhole() {
      return framesWhole;
    }

    @Override
    public boolean settingsAcknowledged() {
      return acknowledged;
    }

    @Override
    public boolean hasStreams() {
      return streams;
    }

    @Override
    public long progress() {
      return progress;
    }

    @Override
    public boolean awaitsSocket() {
      return awaitsSocket;
    }

    @Override
    public boolean awaitsWindow() {
      return awaitsWindow;
    }

    @Override
    public long octetsWritten() {
      return octetsWritten;
    }
  }
}
