package h2lab.server.attacks;

import h2lab.server.PollerKind;
import h2lab.server.Server;
import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.Transport;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A server in a process that may open only so many files. */
final class ConfinedServer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  /** A method and by what it reaches the kernel, one of the latter being of no concern to it. */
  record Setup(String method, Transport transport, PollerKind poller) {
    ServerOptions options() {
      return ServerOptions.serving(method, Tls.OFF).transport(transport).poller(poller).build();
    }

    @Override
    public String toString() {
      return method + " " + transport + " " + poller;
    }
  }

  private final Process process;
  private final Path folder;
  private final BufferedReader output;
  private final URI url;

  private ConfinedServer(Process process, Path folder) throws IOException {
    this.process = process;
    this.folder = folder;
    output = process.inputReader();
    String line = output.readLine();
    if (line == null) {
      throw new IOException("no server: " + log());
    }
    url = URI.create(line);
  }

  /** Serves until standard input ends. */
  public static void main(String[] arguments) throws IOException {
    Setup setup =
        new Setup(arguments[0], Transport.valueOf(arguments[1]), PollerKind.valueOf(arguments[2]));
    Server server = Server.create(setup.options());
    System.out.println(server.url());
    System.in.read();
    System.out.println(server.close().clients());
  }

  static ConfinedServer start(Setup setup, int mostFiles) throws IOException {
    Path folder = Files.createTempDirectory("confined");
    List<String> command =
        new ArrayList<>(
            List.of("bash", "-c", "ulimit -n " + mostFiles + " && exec \"$@\"", "bash"));
    command.addAll(
        List.of(
            System.getProperty("java.home") + "/bin/java",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-cp",
            classPath(folder),
            ConfinedServer.class.getName(),
            setup.method(),
            setup.transport().name(),
            setup.poller().name()));
    return new ConfinedServer(
        new ProcessBuilder(command).redirectError(folder.resolve("log").toFile()).start(), folder);
  }

  /** Jars only: a class in a folder is a file to be opened, which may be one too many. */
  private static String classPath(Path folder) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      jars.add(Files.isDirectory(path) ? jar(path, folder.resolve(jars.size() + ".jar")) : entry);
    }
    return String.join(File.pathSeparator, jars);
  }

  private static String jar(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar.toString();
  }

  URI url() {
    return url;
  }

  /** What it used of the processor so far. */
  long cpuMillis() throws IOException {
    return new ServerProcess(process.pid()).cpuMillis();
  }

  /** What it wrote on standard error so far. */
  List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("log"));
  }

  /**
   * Ends it.
   *
   * @return clients it has served
   */
  int end() throws IOException {
    process.getOutputStream().close();
    String clients = output.readLine();
    if (clients == null) {
      throw new IOException("ended badly: " + log());
    }
    return Integer.parseInt(clients);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
