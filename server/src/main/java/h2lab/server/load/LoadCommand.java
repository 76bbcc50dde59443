package h2lab.server.load;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code h2lab load}: the embedded load generator, with h2load's letters and phrases. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Makes HTTP/2 requests and measures how they are answered.",
      "http:// is cleartext with prior knowledge; https:// is TLS with ALPN h2, and any "
          + "certificate is accepted."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:every request succeeded",
      " 1:some request failed, or a client did",
      " 2:wrong usage",
      " 3:nothing could be connected, or a file not be read or written"
    },
    footerHeading = "%nExample:%n",
    footer = "  h2lab load https://127.0.0.1:8443/ -c 5 -m 100 -D 5 --warm-up-time 2")
public final class LoadCommand implements Callable<Integer> {
  private static final int FINE = 0;
  private static final int FAILED = 1;
  private static final int ENVIRONMENT = 3;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "What to request.")
  private String url;

  @Option(names = "-c", paramLabel = "CLIENTS", description = "Connections. Default: 1.")
  private int clients = 1;

  @Option(
      names = "-m",
      paramLabel = "IN_FLIGHT",
      description = "Most unanswered requests per client. Default: 1.")
  private int inFlight = 1;

  @Option(
      names = {"-w", "--window-bits"},
      paramLabel = "BITS",
      description = "Stream windows of 2^BITS - 1 octets for responses, 1 to 30. Default: 30.")
  private int streamWindowBits = Windows.DEFAULT_BITS;

  @Option(
      names = {"-W", "--connection-window-bits"},
      paramLabel = "BITS",
      description = "The same for the connection. Default: 30.")
  private int connectionWindowBits = Windows.DEFAULT_BITS;

  @Option(
      names = {"-d", "--data"},
      paramLabel = "FILE",
      description = "Posts FILE with each request. Default: GET.")
  private Path data;

  @ArgGroup private Extent extent = new Extent();

  @Option(
      names = "--rate",
      paramLabel = "REQUESTS_PER_S",
      description =
          "Requests per second over all clients, each at its time whatever the answers do; request "
              + "times count from there, so that no stall hides itself. Default: a new request "
              + "as soon as one is answered.")
  private Double rate;

  @Option(
      names = "--warm-up-time",
      paramLabel = "SECONDS",
      description = "Requests made before any is counted; needs -D. Default: 0.")
  private double warmUpSeconds;

  @Option(
      names = "--longest-warm-up",
      paramLabel = "SECONDS",
      description =
          "Lets the warm-up go on beyond its time until standard input ends, so long at most; not "
              + "with --rate. Default: it ends with its time.")
  private Double longestWarmUpSeconds;

  @Option(names = "-t", paramLabel = "THREADS", description = "Event loops. Default: 1.")
  private int threads = 1;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Gives up a client without any progress for so long. Default: 10.")
  private double timeoutSeconds = 10;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the figures there too, unless interrupted.")
  private Path json;

  /** How much: a number of requests or a time. */
  static final class Extent {
    @Option(
        names = "-n",
        paramLabel = "REQUESTS",
        description = "Requests over all clients. Default: 1.")
    private Long requests;

    @Option(names = "-D", paramLabel = "SECONDS", description = "Time in which requests count.")
    private Double seconds;
  }

  /** Makes the load. Returns the exit code. */
  @Override
  public Integer call() throws InterruptedException {
    RequestContent content;
    try {
      content = data == null ? null : RequestContent.of(data);
    } catch (IOException e) {
      return complain(e.getMessage());
    }
    LoadPlan plan = plan(content);
    if (json != null && !Files.isDirectory(json.toAbsolutePath().getParent())) {
      return complain("cannot write " + json + ": no such directory");
    }
    LoadRun run;
    try {
      run = new LoadRun(plan, this::announce);
    } catch (UnknownHostException e) {
      return complain("unknown host " + plan.target().host());
    }
    return finish(Interruption.during(run, () -> measure(plan, run)));
  }

  private LoadPlan plan(RequestContent content) {
    boolean byTime = extent.seconds != null;
    long requests = extent.requests == null ? 1 : extent.requests;
    if (rate != null && !(rate > 0)) {
      throw new ParameterException(spec.commandLine(), "the rate must be above 0");
    }
    try {
      return new LoadPlan(
          LoadTarget.of(url),
          content,
          new Windows(streamWindowBits, connectionWindowBits),
          clients,
          inFlight,
          byTime ? LoadPlan.UNTIL_TIME : requests,
          byTime ? LoadPlan.nanos(extent.seconds) : 0,
          LoadPlan.nanos(warmUpSeconds),
          LoadPlan.nanos(longestWarmUpSeconds == null ? warmUpSeconds : longestWarmUpSeconds),
          rate == null ? LoadPlan.AS_FAST_AS_ANSWERED : rate,
          threads,
          LoadPlan.nanos(timeoutSeconds),
          LoadPlan.ALL_STREAM_IDS);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private LoadResult measure(LoadPlan plan, LoadRun run) throws InterruptedException {
    LoadResult result;
    if (plan.longestWarmUpNanos() > plan.warmUpNanos()) {
      Thread.ofPlatform().daemon().name("load-input").start(() -> endWarmUpWithInput(run));
    }
    try (LoadProgress progress = new LoadProgress(plan, System.err)) {
      result = run.run(progress::show);
    }
    out().print(LoadSummary.of(result));
    out().flush();
    result.errors().forEach(this::complain);
    return result;
  }

  private static void endWarmUpWithInput(LoadRun run) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // ended as well
    }
    run.endWarmUp();
  }

  private int finish(LoadResult result) {
    if (json != null && !result.interrupted()) {
      try {
        LoadJson.of(result).write(json);
      } catch (IOException e) {
        return complain("cannot write " + json + ": " + e.getMessage());
      }
    }
    if (result.nothingConnected()) {
      return ENVIRONMENT;
    }
    return result.allSucceeded() ? FINE : FAILED;
  }

  private void announce(String line) {
    out().println(line);
    out().flush();
  }

  private int complain(String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("h2lab: " + what);
    err.flush();
    return ENVIRONMENT;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
