package h2lab.server;

import h2lab.server.http2.FrameBytes;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A client that sends what a test says and tells which frames come back. Shares no product code.
 */
public final class TestClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  /** A frame from the server. */
  public record Frame(int type, int flags, int streamId, byte[] payload) {
    public String text() {
      return new String(payload, StandardCharsets.US_ASCII);
    }
  }

  private final Socket plain;
  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  private TestClient(Socket plain, Socket socket) throws IOException {
    this.plain = plain;
    this.socket = socket;
    in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 1 << 16));
    out = socket.getOutputStream();
  }

  /** Connects by TCP, and by TLS with ALPN h2 if the URL says https. */
  public static TestClient connect(URI url) throws IOException {
    Socket plain = tcp(url);
    return new TestClient(plain, url.getScheme().equals("https") ? secure(plain, "h2") : plain);
  }

  /** Connects by TCP only, whatever the URL says. */
  public static TestClient connectTcp(URI url) throws IOException {
    Socket plain = tcp(url);
    return new TestClient(plain, plain);
  }

  private static Socket tcp(URI url) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress("127.0.0.1", url.getPort()), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** TLS over a connected socket. */
  public static SSLSocket secure(Socket plain, String... protocols) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            trustingAll()
                .getSocketFactory()
                .createSocket(plain, "localhost", plain.getPort(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /** Trusts the certificate a server has just made. */
  public static SSLContext trustingAll() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public TestClient send(FrameBytes frames) throws IOException {
    return send(frames.octets());
  }

  public TestClient send(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
    return this;
  }

  /** Sends octets past TLS, as if they were its records. */
  public void sendBelowTls(byte[] octets) throws IOException {
    plain.getOutputStream().write(octets);
  }

  /** The next frame; null at the end of the input. */
  public Frame read() throws IOException {
    int lengthAndType;
    try {
      lengthAndType = in.readInt();
    } catch (EOFException e) {
      return null;
    }
    int flags = in.readUnsignedByte();
    int streamId = in.readInt();
    byte[] payload = new byte[lengthAndType >>> 8];
    in.readFully(payload);
    return new Frame(lengthAndType & 0xff, flags, streamId, payload);
  }

  /** Frames up to the first of a type, which is the last of them; fails if it does not come. */
  public List<Frame> readUntil(int type) throws IOException {
    List<Frame> frames = new ArrayList<>();
    do {
      Frame frame = read();
      if (frame == null) {
        throw new EOFException("no frame of type " + type + " after " + frames);
      }
      frames.add(frame);
    } while (frames.getLast().type() != type);
    return frames;
  }

  /** Streams of responses read whole and found right, in their order. */
  public List<Integer> readResponses(int count) throws IOException {
    List<Integer> streams = new ArrayList<>();
    while (streams.size() < count) {
      Frame data = readUntil(FrameBytes.DATA).getLast();
      if (!data.text().equals("Hello World\n") || data.flags() != FrameBytes.END_STREAM) {
        throw new IOException("not the response: " + data.text());
      }
      streams.add(data.streamId());
    }
    return streams;
  }

  /** Reads until the server has closed; false if it reset the connection instead. */
  public boolean isClosedOrderly() throws IOException {
    try {
      while (read() != null) {
        // late frames
      }
      return true;
    } catch (java.net.SocketException e) {
      return false;
    }
  }

  /** The TCP port we come from. */
  public int localPort() {
    return socket.getLocalPort();
  }

  /** Ends our direction only. */
  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Closes so that the peer sees a reset. */
  public void vanish() throws IOException {
    socket.setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
    socket.close();
  }

  /** Closes the TCP socket, too, whatever TLS thinks of the state it is in. */
  @Override
  public void close() throws IOException {
    try (plain) {
      socket.close();
    }
  }

  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
