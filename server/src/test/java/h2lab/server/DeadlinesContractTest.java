package h2lab.server;

import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.deadline.Deadline;
import h2lab.server.deadline.Deadlines;
import h2lab.server.dispatch.Variant;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method ends clients that are late, whatever they are late with, and tells them. All ways to
 * be late are tried at once, each on a server of its own whose other deadlines are far away.
 */
@ParameterizedClass(name = "{0} --tls {1}")
@MethodSource("plainAndJdk")
class DeadlinesContractTest extends DispatchContract {
  private static final Duration SOON = Duration.ofMillis(200);

  DeadlinesContractTest(Variant variant, Tls tls) {
    super(variant, tls);
  }

  /** Tells when a client is gone. */
  private record Gone(CountDownLatch latch) implements ClientHooks {
    @Override
    public void closed(Object applicationData, long requests) {
      latch.countDown();
    }
  }

  private Stream<LateClient> lateClients() {
    return Stream.of(LateClient.values())
        .filter(late -> tls != Tls.OFF || late.deadline() != Deadline.HANDSHAKE);
  }

  @Test
  void endsClientsThatAreLateAndTellsThem() throws Exception {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> tried = new ArrayList<>();
      lateClients().forEach(late -> tried.add(threads.submit(() -> isEnded(late))));
      for (Future<?> late : tried) {
        late.get();
      }
    }
  }

  private Void isEnded(LateClient late) throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    Server impatient =
        Server.create(
            options()
                .deadlines(Deadlines.STANDARD.with(late.deadline(), SOON))
                .hooks(new Gone(gone))
                .build());
    try {
      try (TestClient client = late.connect(impatient.url())) {
        late.beLate(client);
        late.assertEnded(client, gone);
      } // else the server waits a while for it to close
      gone.await();
    } finally {
      ServerResult result = impatient.close();
      assertEquals(late.isAnError() ? 1 : 0, result.failed(), late.name());
    }
    return null;
  }

  /** Above all from the method that serves one at a time. */
  @Test
  void letsTheNextClientInWhenOneIsLate() throws IOException {
    Server impatient =
        Server.create(options().deadlines(Deadlines.STANDARD.with(Deadline.FRAME, SOON)).build());
    try (TestClient late = LateClient.STOPS_IN_A_FRAME.connect(impatient.url())) {
      LateClient.STOPS_IN_A_FRAME.beLate(late);
      try (TestClient next = TestClient.connect(impatient.url())) {
        assertEquals(List.of(1), next.send(opening().request(1)).readResponses(1));
      }
    } finally {
      impatient.close();
    }
  }
}
