package h2lab.server.command;

import h2lab.server.ClientSpread;
import h2lab.server.FlushPolicy;
import h2lab.server.PollerKind;
import h2lab.server.ServerOptions;
import h2lab.server.WaitPolicy;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How poll loops serve; other methods take none of this. */
final class PollLoopOptions {
  private static final String METHOD = "async-custom";

  @Spec(Spec.Target.MIXEE)
  private picocli.CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--poll-timeout",
      paramLabel = "SECONDS",
      description = "async-custom: end when no client did anything for so long (default: never).")
  private Double pollTimeout;

  @Option(
      names = "--no-client-poll-timeout",
      paramLabel = "SECONDS",
      description = "async-custom: end when there was no client for so long (default: never).")
  private Double noClientPollTimeout;

  @Option(
      names = "--poller",
      paramLabel = "POLLER",
      description =
          "async-custom: what tells it which clients are ready: ${COMPLETION-CANDIDATES} (default:"
              + " selector).")
  private PollerKind poller;

  @Option(
      names = "--wait",
      paramLabel = "POLICY",
      description =
          "async-custom: whether it sleeps until a client is ready, or looks again and again:"
              + " ${COMPLETION-CANDIDATES} (default: adaptive, the better one by trial).")
  private WaitPolicy wait;

  @Option(
      names = "--flush",
      paramLabel = "POLICY",
      description =
          "async-custom: whether all answers to what was read are written at once (batch), after"
              + " every so many (every-N), or some early (eager-when-idle; default: batch).")
  private String flush;

  @Option(
      names = "--loops",
      paramLabel = "N",
      description = "async-custom: poll loops, each with its own thread; 1 to 64 (default: 1).")
  private Integer loops;

  @Option(
      names = "--spread",
      paramLabel = "SPREAD",
      description =
          "async-custom with several loops: whether the first accepts all clients and hands them"
              + " over, or each listens: ${COMPLETION-CANDIDATES} (default: accept).")
  private ClientSpread spread;

  /**
   * Sets what was given.
   *
   * @throws ParameterException if {@code method} has no poll loop, or a value is out of range
   */
  void apply(String method, ServerOptions.Builder to) {
    boolean polls = method.equals(METHOD);
    take(polls, "--poller", poller, to::poller);
    take(polls, "--loops", loops, count -> to.loops(checked(count)));
    take(polls, "--spread", spread, to::spread);
    take(polls, "--flush", flush, name -> to.flush(policy(name)));
    take(polls, "--wait", polls && wait == null ? WaitPolicy.ADAPTIVE : wait, to::waiting);
    take(polls, "--poll-timeout", pollTimeout, s -> to.pollTimeout(duration("--poll-timeout", s)));
    take(
        polls,
        "--no-client-poll-timeout",
        noClientPollTimeout,
        s -> to.noClientPollTimeout(duration("--no-client-poll-timeout", s)));
  }

  private <T> void take(boolean polls, String option, T given, Consumer<T> to) {
    if (given != null) {
      require(polls, option + " is for " + METHOD + ", which polls");
      to.accept(given);
    }
  }

  private int checked(int count) {
    require(
        count >= 1 && count <= ServerOptions.MOST_LOOPS,
        "--loops takes 1 to " + ServerOptions.MOST_LOOPS);
    return count;
  }

  private FlushPolicy policy(String name) {
    try {
      return FlushPolicy.of(name);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--flush takes " + e.getMessage() + ", not " + name, e);
    }
  }

  private Duration duration(String option, double seconds) {
    require(seconds > 0 && seconds < 1e9, option + " takes seconds, more than 0");
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
