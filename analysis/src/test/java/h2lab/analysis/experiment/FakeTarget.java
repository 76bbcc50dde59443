package h2lab.analysis.experiment;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Stands in for servers of others: one word says how to behave, another is the port. */
public final class FakeTarget {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private FakeTarget() {}

  /** The command line of one, as a user would type it. */
  static String command(String behaviour) {
    return String.join(" ", words(behaviour, "{port}"));
  }

  static List<String> words(String behaviour, String port) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    return List.of(
        quoted(java),
        "-Xshare:auto",
        "-cp",
        quoted(classes),
        FakeTarget.class.getName(),
        behaviour,
        port);
  }

  private static String quoted(String path) {
    return path.contains(" ") ? "'" + path + "'" : path;
  }

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[1]);
    switch (arguments[0]) {
      case "exits" -> {
        System.err.println("no such option");
        System.exit(9);
      }
      case "silent" -> NEVER.await();
      case "ignores-sigterm" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(FakeTarget::waitForEver));
        listen(port);
      }
      case "leaves-child" -> {
        List<String> child = new ArrayList<>(words("normal", arguments[1]));
        new ProcessBuilder(child).inheritIO().start();
        NEVER.await();
      }
      default -> listen(port);
    }
  }

  private static void listen(int port) throws Exception {
    try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      System.out.println("port " + server.getLocalPort());
      while (true) {
        server.accept().close();
      }
    }
  }

  private static void waitForEver() {
    try {
      NEVER.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
