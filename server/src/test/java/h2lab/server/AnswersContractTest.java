package h2lab.server;

import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.PING;
import static h2lab.server.http2.FrameBytes.SETTINGS;
import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.dispatch.Variant;
import h2lab.server.http2.FrameBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients get that do nothing wrong, from every method. */
@ParameterizedClass(name = "{0} --tls {1}")
@MethodSource("cells")
class AnswersContractTest extends DispatchContract {
  AnswersContractTest(Variant variant, Tls tls) {
    super(variant, tls);
  }

  @Test
  void sendsItsSettingsBeforeAnythingIsAsked() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      assertEquals(SETTINGS, client.read().type());
    }
  }

  @Test
  void answersOneRequest() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      client.send(opening().request(1));
      assertEquals(List.of(1), client.readResponses(1));
    }
  }

  @Test
  void answersAThousandPipelinedRequests() throws IOException {
    FrameBytes requests = opening();
    IntStream.range(0, 1_000).forEach(i -> requests.request(2 * i + 1));
    try (TestClient client = TestClient.connect(url)) {
      client.send(requests);
      assertEquals(
          IntStream.range(0, 1_000).mapToObj(i -> 2 * i + 1).toList(),
          inOrder(client.readResponses(1_000)));
    }
  }

  @Test
  void answersOnStreamsBeyond23Bits() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      client.send(opening().request(0x7f_ffff).request(0x80_0001).request(0x7fff_ffff));
      assertEquals(List.of(0x7f_ffff, 0x80_0001, 0x7fff_ffff), inOrder(client.readResponses(3)));
    }
  }

  @Test
  void servesTwentyClients() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(servesSeveralAtOnce() ? 20 : 1)) {
      List<Future<List<Integer>>> served = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        served.add(threads.submit(this::fiftyRequestsOneByOne));
      }
      for (Future<List<Integer>> client : served) {
        assertEquals(50, client.get().size());
      }
    }
  }

  private List<Integer> fiftyRequestsOneByOne() throws IOException {
    List<Integer> streams = new ArrayList<>();
    try (TestClient client = TestClient.connect(url)) {
      client.send(opening());
      for (int streamId = 1; streamId < 100; streamId += 2) {
        client.send(nothing().request(streamId));
        assertEquals(List.of(streamId), client.readResponses(1));
        streams.add(streamId);
      }
    }
    return streams;
  }

  @Test
  void readsAConversationThatComesOctetByOctet() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      for (byte octet : opening().request(1).octets()) {
        client.send(new byte[] {octet});
      }
      assertEquals(List.of(1), client.readResponses(1));
    }
  }

  @Test
  void answersPing() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      client.send(opening().frame(PING, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8));
      assertArrayEquals(
          new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, client.readUntil(PING).getLast().payload());
    }
  }

  @Test
  void takesAnUploadOfManyWindows() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      client.send(opening().requestWithBody(1));
      for (int i = 0; i < 40; i++) {
        client.send(nothing().data(0, 1, 8_192));
        if (i % 4 == 3) {
          client.readUntil(FrameBytes.WINDOW_UPDATE); // of the connection
          client.readUntil(FrameBytes.WINDOW_UPDATE); // of the stream
        }
      }
      client.send(nothing().data(END_STREAM, 1, 0));
      assertEquals(List.of(1), client.readResponses(1));
    }
  }

  @Test
  void countsWhatItServed() throws IOException {
    Server counted = Server.create(variant.options(tls));
    for (int i = 0; i < 3; i++) {
      try (TestClient client = TestClient.connect(counted.url())) {
        client.send(opening().request(1).request(3));
        client.readResponses(2);
      }
    }
    ServerResult result = counted.close();
    assertEquals(new ServerResult(3, 6, 0, 0, "stopped"), result);
  }
}
