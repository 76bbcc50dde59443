package h2lab.server.attacks;

import h2lab.server.TestClient;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connects clients that say what a connection begins with, and nothing more, and prints what a
 * server in another process keeps for each.
 *
 * <pre>java ... h2lab.server.attacks.IdleClients URL PID CLIENTS</pre>
 */
final class IdleClients implements AutoCloseable {
  private static final int FIRST = 100;
  private static final int TOLD_EVERY = 1_000;

  private final URI url;
  private final byte[] begin = AttackFrames.opening().append(AttackFrames.ping()).octets();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(64 * 1_024);
  private final SSLSocketFactory factory = TestClient.trustingAll().getSocketFactory();
  private final List<Closeable> clients = new ArrayList<>();

  private IdleClients(URI url) {
    this.url = url;
  }

  /** See above. */
  public static void main(String[] arguments) throws IOException {
    ServerProcess server = new ServerProcess(Long.parseLong(arguments[1]));
    int count = Integer.parseInt(arguments[2]);
    try (IdleClients idle = new IdleClients(URI.create(arguments[0]))) {
      idle.connect(FIRST); // so that all that is there once is there
      long live = server.liveKibibytes();
      long resident = server.residentKibibytes();
      idle.connect(FIRST + count);
      long liveMore = server.liveKibibytes() - live;
      long residentMore = server.residentKibibytes() - resident;
      System.out.printf(
          Locale.ROOT,
          "%d clients: %.1f KiB resident each, %.1f KiB of it on the heap; %d MiB resident in"
              + " all%n",
          count,
          (double) residentMore / count,
          (double) liveMore / count,
          server.residentKibibytes() / 1_024);
    }
  }

  private void connect(int count) throws IOException {
    while (clients.size() < count) {
      clients.add(url.getScheme().equals("https") ? byTls() : byTcp()::close);
      if (clients.size() % TOLD_EVERY == 0) {
        System.err.print("\r" + clients.size() + " of " + count + " clients ");
      }
    }
    System.err.print("\r");
  }

  private RawPeer byTcp() throws IOException {
    RawPeer peer = RawPeer.connect(url).send(begin);
    peer.readUntil(AttackFrames.pong(), scratch);
    return peer;
  }

  /** Of TLS only the TCP connection is kept here, or this process would need as much. */
  private Socket byTls() throws IOException {
    Socket tcp = new Socket();
    tcp.setTcpNoDelay(true); // or each handshake waits 40 ms for an acknowledgement
    tcp.connect(new InetSocketAddress("127.0.0.1", url.getPort()));
    SSLSocket tls = (SSLSocket) factory.createSocket(tcp, "localhost", url.getPort(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    tls.setSSLParameters(parameters);
    tls.getOutputStream().write(begin);
    InputStream in = tls.getInputStream();
    byte[] pong = AttackFrames.pong();
    for (int met = 0; met < pong.length; ) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("closed before it answered");
      }
      met = octet == pong[met] ? met + 1 : octet == pong[0] ? 1 : 0;
    }
    return tcp;
  }

  @Override
  public void close() throws IOException {
    for (Closeable client : clients) {
      client.close();
    }
  }
}
