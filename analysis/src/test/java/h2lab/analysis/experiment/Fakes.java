package h2lab.analysis.experiment;

import java.nio.file.Path;
import java.util.List;

/** Starts {@link FakeServer} and {@link FakeLoad} the way real ones are started. */
final class Fakes {
  private Fakes() {}

  static Launcher launcher(String server, String load) {
    return new Launcher(java(FakeServer.class, server), java(FakeLoad.class, load), null);
  }

  private static List<String> java(Class<?> main, String behaviour) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    return List.of(java, "-Xshare:auto", "-cp", classes, main.getName(), behaviour);
  }
}
