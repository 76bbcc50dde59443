package h2lab.analysis;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The command line as a user starts it: a process of its own. */
public final class H2labProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader out;
  private final FutureTask<String> err;

  private H2labProcess(Process process) {
    this.process = process;
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    err = new FutureTask<>(this::readErr);
    Thread.ofPlatform().daemon().start(err); // a pool may have fewer threads than we have processes
  }

  private String readErr() {
    return new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))
        .lines()
        .collect(Collectors.joining("\n"));
  }

  /** Starts {@code h2lab arguments...} with the classes under test. */
  public static H2labProcess start(Object... arguments) throws IOException {
    return startWith(List.of(), arguments);
  }

  /**
   * The same with other ways to start it.
   *
   * @param options for the JVM
   */
  public static H2labProcess startWith(List<String> options, Object... arguments)
      throws IOException {
    return new H2labProcess(new ProcessBuilder(command(options, arguments)).start());
  }

  /** The same with other classes before those under test. */
  public static H2labProcess startWith(Path classes, Object... arguments) throws IOException {
    List<String> command = command(List.of(), arguments);
    int at = command.indexOf("-cp") + 1;
    command.set(at, classes + File.pathSeparator + command.get(at));
    return new H2labProcess(new ProcessBuilder(command).start());
  }

  /** Starts it by another program, to which the command is given as its last arguments. */
  public static H2labProcess startBy(List<String> program, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(command(List.of(), arguments));
    return new H2labProcess(new ProcessBuilder(command).start());
  }

  private static List<String> command(List<String> options, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "h2lab.analysis.Main"));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }

  /** Its number. */
  public long pid() {
    return process.pid();
  }

  /** Sends it a signal, for example KILL. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
  }

  /** The next line of its standard output; null at the end. */
  public String line() throws IOException {
    return out.readLine();
  }

  /** The URL in a server's first line. */
  public String url() throws IOException {
    String first = line();
    if (first == null || !first.startsWith("listening on ")) {
      throw new IOException("no server: " + first + " " + complaints());
    }
    return first.substring("listening on ".length());
  }

  /** SIGTERM; unlike {@link Process#destroy} it leaves the output to be read. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Waits for its end for a moment; whether it came. */
  public boolean endsWithin(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for its end. */
  public Ran ran() throws IOException, InterruptedException {
    String rest = out.lines().map(line -> line + "\n").collect(Collectors.joining());
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("does not end");
    }
    String complaints = complaints();
    return new Ran(process.exitValue(), rest, complaints.isEmpty() ? "" : complaints + "\n");
  }

  private String complaints() throws IOException {
    try {
      return err.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
