package h2lab.benchmarks;

import h2lab.server.Tls;
import h2lab.server.tls.Certificates;
import h2lab.server.tls.TlsCodec;
import h2lab.server.tls.TlsContext;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** TLS engines alone: one record of answers encrypted, and a whole handshake (server's side and client's). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordsBenchmark {
  private static final int ROOM = 64 * 1024;

  @Param({"jdk", "openssl", "bc"})
  public String engine;

  /** Octets in a record: an answer, a hundred of them, the most there can be. */
  @Param({"44", "4400", "16384"})
  public int octets;

  private final ByteBuffer plain = ByteBuffer.allocateDirect(ROOM);
  private final ByteBuffer toServer = ByteBuffer.allocateDirect(ROOM);
  private final ByteBuffer toClient = ByteBuffer.allocateDirect(ROOM);
  private TlsContext context;
  private TlsCodec codec;

  @Setup
  public void open() throws Exception {
    context = TlsContext.create(Tls.valueOf(engine.toUpperCase()), Certificates.selfSigned());
    codec = handshaken();
  }

  @TearDown
  public void close() {
    codec.close();
    context.close();
  }

  @Benchmark
  public ByteBuffer encrypt() throws SSLException {
    codec.encode(plain.position(0).limit(octets), toClient.clear());
    return toClient;
  }

  @Benchmark
  public boolean handshake() throws Exception {
    TlsCodec other = handshaken();
    boolean open = other.isOpen();
    other.close();
    return open;
  }

  private TlsCodec handshaken() throws Exception {
    TlsCodec server = context.newCodec();
    SSLEngine client = client();
    client.beginHandshake();
    toServer.clear();
    toClient.clear().limit(0);
    while (!server.isOpen()) {
      advance(client);
      server.decode(toServer.flip(), plain.clear());
      toServer.compact();
      toClient.compact();
      server.encode(plain.clear().limit(0), toClient);
      toClient.flip();
    }
    return server;
  }

  /** Lets the client read what it got and say what it has to. */
  private void advance(SSLEngine client) throws SSLException {
    boolean goesOn = true;
    while (goesOn) {
      HandshakeStatus status = client.getHandshakeStatus();
      switch (status) {
        case NEED_TASK -> client.getDelegatedTask().run();
        case NEED_WRAP -> client.wrap(plain.clear().limit(0), toServer);
        default -> {
          int before = toClient.position();
          client.unwrap(toClient, plain.clear());
          goesOn = toClient.position() > before;
        }
      }
    }
  }

  private static SSLEngine client() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, null);
    SSLEngine client = context.createSSLEngine();
    client.setUseClientMode(true);
    SSLParameters parameters = client.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    client.setSSLParameters(parameters);
    return client;
  }

  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
