package h2lab.analysis.experiment;

import h2lab.tracing.ActionEvent;
import h2lab.tracing.ClientStateEvent;
import h2lab.tracing.FlightRecording;
import h2lab.tracing.Level;
import h2lab.tracing.TrialEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.FlightRecorder;

/**
 * Stands in for {@code h2lab serve}: takes its arguments after one word that says how to behave,
 * and serves nobody.
 */
public final class FakeServer {
  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final Runnable NOTHING = () -> {};

  private FakeServer() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "exits" -> {
        System.err.println("h2lab: port 1 is taken");
        System.exit(3);
      }
      case "silent" -> NEVER.await();
      case "babbles" -> {
        System.out.println("hello");
        NEVER.await();
      }
      case "dies" -> {
        System.out.println("listening on http://127.0.0.1:1/");
        System.exit(7);
      }
      case "ignores-sigterm" -> serve(recording(arguments), () -> emit(1), FakeServer::waitForEver);
      case "is-killed" -> recordAndDie(recording(arguments));
      case "loses" -> serve(recording(arguments), () -> emit(1, 2, 4, 5), NOTHING);
      case "no-recording" -> serve(null, NOTHING, NOTHING);
      default -> serve(recording(arguments), () -> emit(1, 2, 3), NOTHING);
    }
  }

  private static Path recording(String[] arguments) {
    return Path.of(arguments[List.of(arguments).indexOf("--record") + 1]);
  }

  /**
   * Records {@code work} at once, since JFR's own hook would interfere at the end, and runs {@code
   * atSigterm} at the end.
   */
  private static void serve(Path file, Runnable work, Runnable atSigterm) throws Exception {
    if (file != null) {
      try (FlightRecording _ = FlightRecording.start(Level.ACTIONS, new TrialEvent(), file)) {
        work.run();
      }
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  atSigterm.run();
                  System.out.println("served 1 clients, 3 requests, 0 refused, 0 failed");
                  Runtime.getRuntime().halt(0);
                }));
    System.out.println("listening on http://127.0.0.1:1/");
    NEVER.await();
  }

  /** Another recording makes JFR finish a chunk; it is all that is left. */
  private static void recordAndDie(Path file) throws Exception {
    FlightRecording.start(Level.ACTIONS, new TrialEvent(), file);
    emit(1, 2, 3);
    try (jdk.jfr.Recording other = new jdk.jfr.Recording()) {
      other.start();
    }
    System.out.println("listening on http://127.0.0.1:1/");
    Runtime.getRuntime().halt(137);
  }

  private static void waitForEver() {
    try {
      NEVER.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As a client's trace does, but with what steps there are to be. */
  private static void emit(long... steps) {
    FlightRecorder.register(ActionEvent.class);
    FlightRecorder.register(ClientStateEvent.class);
    state("ACCEPTED", 0);
    for (long step : steps) {
      ActionEvent event = new ActionEvent();
      event.clientId = 1;
      event.step = step;
      event.facts = "1";
      event.action = "READ";
      event.commit();
    }
    state("CLOSED", steps[steps.length - 1]);
  }

  private static void state(String state, long step) {
    ClientStateEvent event = new ClientStateEvent();
    event.clientId = 1;
    event.step = step;
    event.state = state;
    event.reason = "";
    event.commit();
  }
}
