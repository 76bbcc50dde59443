import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;

/**
 * Vert.x, a verticle for each core: {@code VertxPeer PORT TLS CORES CERTIFICATE KEY}, TLS off or
 * anything else.
 */
class VertxPeer extends AbstractVerticle {
  private static final Buffer BODY = Buffer.buffer("Hello World\n");

  private final HttpServerOptions options;

  VertxPeer(HttpServerOptions options) {
    this.options = options;
  }

  public static void main(String[] arguments) {
    int cores = Integer.parseInt(arguments[2]);
    HttpServerOptions options =
        new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(arguments[0]));
    if (!arguments[1].equals("off")) {
      options
          .setSsl(true)
          .setUseAlpn(true)
          .setKeyCertOptions(
              new PemKeyCertOptions().setCertPath(arguments[3]).setKeyPath(arguments[4]));
    }
    Vertx.vertx(new VertxOptions().setEventLoopPoolSize(cores))
        .deployVerticle(() -> new VertxPeer(options), new DeploymentOptions().setInstances(cores))
        .onFailure(VertxPeer::fail);
  }

  private static void fail(Throwable failure) {
    System.err.println(failure);
    System.exit(1);
  }

  @Override
  public void start(Promise<Void> started) {
    vertx
        .createHttpServer(options)
        .requestHandler(
            request -> request.response().putHeader("content-type", "text/plain").end(BODY))
        .listen()
        .<Void>mapEmpty()
        .onComplete(started);
  }
}
