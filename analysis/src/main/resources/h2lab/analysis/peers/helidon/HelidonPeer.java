import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Helidon's server with a virtual thread per stream: {@code HelidonPeer PORT TLS KEYSTORE
 * PASSWORD}, TLS off or anything else.
 */
class HelidonPeer {
  private static final byte[] BODY = "Hello World\n".getBytes(StandardCharsets.US_ASCII);

  public static void main(String[] arguments) {
    WebServerConfig.Builder server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(Integer.parseInt(arguments[0]))
            .connectionOptions(socket -> socket.tcpNoDelay(true))
            .routing(
                routing ->
                    routing.get(
                        "/",
                        (request, response) ->
                            response.header(HeaderNames.CONTENT_TYPE, "text/plain").send(BODY)));
    if (!arguments[1].equals("off")) {
      server.tls(tls(Path.of(arguments[2]), arguments[3]));
    }
    server.build().start();
  }

  private static Tls tls(Path keyStore, String password) {
    Keys keys =
        Keys.builder()
            .keystore(
                store ->
                    store
                        .keystore(Resource.create(keyStore))
                        .passphrase(password)
                        .keyAlias("h2lab"))
            .build();
    return Tls.builder()
        .privateKey(keys.privateKey().orElseThrow())
        .privateKeyCertChain(keys.certChain())
        .build();
  }
}
