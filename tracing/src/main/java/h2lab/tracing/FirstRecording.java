package h2lab.tracing;

import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/**
 * Leaves what only recordings need until there is one, whoever starts it: to register a periodic
 * event reads the annotations of its class, which a server that is not recorded need not wait for.
 */
final class FirstRecording {
  private FirstRecording() {}

  /** Runs {@code preparation} before the first recording begins; at once if there was one. */
  static void prepare(Runnable preparation) {
    FlightRecorder.addListener(
        new FlightRecorderListener() {
          @Override
          public void recorderInitialized(FlightRecorder recorder) {
            preparation.run();
          }
        });
  }
}
