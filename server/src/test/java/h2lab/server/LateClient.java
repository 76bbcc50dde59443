package h2lab.server;

import static h2lab.server.http2.FrameBytes.ACK;
import static h2lab.server.http2.FrameBytes.CONTINUATION;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.GOAWAY;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.http2.FrameBytes.PING;
import static h2lab.server.http2.FrameBytes.SETTINGS;
import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.TestClient.Frame;
import h2lab.server.deadline.Deadline;
import h2lab.server.http2.FrameBytes;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Clients that let a deadline pass, each in its own way, and how they are ended. */
enum LateClient {
  SAYS_NOTHING_OF_TLS(Deadline.HANDSHAKE, -1) {
    @Override
    TestClient connect(URI url) throws IOException {
      return TestClient.connectTcp(url);
    }

    @Override
    void beLate(TestClient client) {}
  },
  SAYS_NOTHING(Deadline.PREFACE, 1) {
    @Override
    void beLate(TestClient client) {}
  },
  STOPS_IN_ITS_PREFACE(Deadline.PREFACE, 1) {
    @Override
    void beLate(TestClient client) throws IOException {
      client.send(nothing().text("PRI * HT"));
    }
  },
  STOPS_IN_A_FRAME(Deadline.FRAME, 11) {
    @Override
    void beLate(TestClient client) throws IOException {
      client.send(acknowledged().request(1).header(100, HEADERS, 5, 3).text("abc"));
    }
  },
  DRIBBLES_A_FRAME(Deadline.FRAME, 11) {
    @Override
    void beLate(TestClient client) throws IOException {
      client.send(acknowledged().request(1).header(16_384, HEADERS, 5, 3));
      Thread.ofVirtual().start(() -> dribble(client, nothing().text("a")));
    }
  },
  DRIBBLES_A_FIELD_BLOCK(Deadline.FRAME, 11) {
    @Override
    void beLate(TestClient client) throws IOException {
      client.send(acknowledged().request(1).frame(HEADERS, END_STREAM, 3, 0x82));
      Thread.ofVirtual().start(() -> dribble(client, nothing().frame(CONTINUATION, 0, 3, 0x86)));
    }
  },
  STOPS_IN_A_FIELD_BLOCK(Deadline.FRAME, 11) {
    @Override
    void beLate(TestClient client) throws IOException {
      client.send(acknowledged().request(1).frame(HEADERS, END_STREAM, 3, 0x82, 0x86));
    }
  },
  DOES_NOT_ACKNOWLEDGE(Deadline.SETTINGS, 4) {
    @Override
    void beLate(TestClient client) throws IOException {
      client.send(opening().request(1));
    }
  },
  STOPS_BEHIND_THE_PREFACE(Deadline.SETTINGS, 4) {
    @Override
    void beLate(TestClient client) throws IOException {
      client.send(opening());
    }
  },
  HAS_NOTHING_MORE_TO_ASK(Deadline.IDLE, 0) {
    @Override
    void beLate(TestClient client) throws IOException {
      client.send(acknowledged().request(1)).readResponses(1);
      Frame announced = client.readUntil(GOAWAY).getLast();
      assertEquals(0, announced.payload()[7]);
      client.send(nothing().frame(PING, ACK, 0, client.readUntil(PING).getLast().payload()));
    }
  },
  KEEPS_A_STREAM_OPEN(Deadline.IDLE, 11) {
    @Override
    void beLate(TestClient client) throws IOException {
      client.send(acknowledged().ask(0, 1, "POST", "/echo"));
    }
  },
  KEEPS_ITS_WINDOWS_CLOSED(Deadline.WRITE, 11) {
    @Override
    void beLate(TestClient client) throws IOException {
      client.send(acknowledged().setting(4, 0).request(1));
    }
  },
  DOES_NOT_READ(Deadline.WRITE, -1) {
    @Override
    void beLate(TestClient client) throws IOException {
      client.send(acknowledged().setting(4, 0x7fff_ffff));
      client.send(nothing().windowUpdate(0, 1_000_000_000));
      client.send(nothing().ask(END_STREAM, 1, "GET", "/octets/1000000000"));
    }
  };

  private static final long DRIBBLE_NANOS = 20_000_000;

  private final Deadline deadline;
  private final int code;

  /**
   * @param code of the GOAWAY that it gets at last, or negative if it gets none
   */
  LateClient(Deadline deadline, int code) {
    this.deadline = deadline;
    this.code = code;
  }

  /** Sends octets now and then, each but a few of what is awaited, until it is closed. */
  private static void dribble(TestClient client, FrameBytes octets) {
    try {
      while (true) {
        client.send(octets);
        LockSupport.parkNanos(DRIBBLE_NANOS);
      }
    } catch (IOException e) {
      // closed, by one side or the other
    }
  }

  /** The preface and all that is due by then. */
  static FrameBytes acknowledged() {
    return opening().frame(SETTINGS, ACK, 0);
  }

  /** The one it lets pass. */
  Deadline deadline() {
    return deadline;
  }

  /** Whether it counts as failed. */
  boolean isAnError() {
    return code != 0;
  }

  TestClient connect(URI url) throws IOException {
    return TestClient.connect(url);
  }

  /** Does what comes before it is late. */
  abstract void beLate(TestClient client) throws IOException;

  /**
   * Fails unless it is told what it did and is closed.
   *
   * @param gone opens when the server is done with it
   */
  void assertEnded(TestClient client, CountDownLatch gone) throws Exception {
    if (code < 0) {
      gone.await();
      return;
    }
    Frame goAway = client.readUntil(GOAWAY).getLast();
    assertEquals(code, goAway.payload()[7], name());
    String reason = goAway.text().substring(8);
    assertTrue(code == 0 || reason.endsWith("(" + deadline.option() + ")"), name() + reason);
    assertTrue(client.isClosedOrderly(), name());
  }
}
