import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Jetty's server with its default threads: {@code JettyPeer PORT TLS KEYSTORE PASSWORD}, TLS off or
 * anything else.
 */
class JettyPeer {
  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    ServerConnector connector =
        new ServerConnector(
            server, arguments[1].equals("off") ? cleartext() : tls(arguments[2], arguments[3]));
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[0]));
    server.addConnector(connector);
    server.setHandler(new Hello());
    server.start();
  }

  private static ConnectionFactory[] cleartext() {
    return new ConnectionFactory[] {new HTTP2CServerConnectionFactory(new HttpConfiguration())};
  }

  private static ConnectionFactory[] tls(String keyStore, String password) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStorePath(keyStore);
    context.setKeyStorePassword(password);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    return new ConnectionFactory[] {
      new SslConnectionFactory(context, "alpn"),
      new ALPNServerConnectionFactory("h2"),
      new HTTP2ServerConnectionFactory(configuration)
    };
  }
}

class Hello extends Handler.Abstract.NonBlocking {
  private static final byte[] BODY = "Hello World\n".getBytes(StandardCharsets.US_ASCII);

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, BODY.length);
    response.write(true, ByteBuffer.wrap(BODY), callback);
    return true;
  }
}
