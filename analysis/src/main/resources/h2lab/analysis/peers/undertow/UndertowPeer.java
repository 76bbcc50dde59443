import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.util.Headers;
import java.io.FileInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Undertow, answering in its I/O threads: {@code UndertowPeer PORT TLS CORES KEYSTORE PASSWORD},
 * TLS off or anything else.
 */
class UndertowPeer {
  private static final ByteBuffer BODY =
      ByteBuffer.wrap("Hello World\n".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    HttpHandler hello =
        exchange -> {
          exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
          exchange.getResponseSender().send(BODY.duplicate());
        };
    Undertow.Builder server =
        Undertow.builder()
            .setIoThreads(Integer.parseInt(arguments[2]))
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setHandler(hello);
    if (arguments[1].equals("off")) {
      server.addHttpListener(port, "127.0.0.1");
    } else {
      server.addHttpsListener(port, "127.0.0.1", context(arguments[3], arguments[4]));
    }
    server.build().start();
  }

  private static SSLContext context(String file, String password) throws Exception {
    KeyStore keyStore = KeyStore.getInstance("PKCS12");
    try (FileInputStream in = new FileInputStream(file)) {
      keyStore.load(in, password.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(keyStore, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
