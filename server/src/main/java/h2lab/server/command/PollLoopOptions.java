package h2lab.server.command;

import h2lab.server.ClientSpread;
import h2lab.server.FlushPolicy;
import h2lab.server.PollerKind;
import h2lab.server.ServerOptions;
import h2lab.server.WaitPolicy;
import h2lab.server.dispatch.carrier.Carriers;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** How poll loops serve, and carriers of virtual threads; other methods take none of this. */
final class PollLoopOptions {
  private static final String METHOD = "async-custom";
  private static final String CARRIED = "virtual-thread";

  private final OptionSpec pollTimeout =
      option(
          "--poll-timeout",
          "SECONDS",
          Double.class,
          "end when no client did anything for so long (default: never).");

  private final OptionSpec noClientPollTimeout =
      option(
          "--no-client-poll-timeout",
          "SECONDS",
          Double.class,
          "end when there was no client for so long (default: never).");

  private final OptionSpec poller =
      option(
          "--poller",
          "POLLER",
          PollerKind.class,
          "what tells it which clients are ready: selector, poll, epoll (default: selector);"
              + " virtual-thread: jdk, or epoll by carriers of our own (default: epoll, where"
              + " that works).");

  private final OptionSpec wait =
      option(
          "--wait",
          "POLICY",
          WaitPolicy.class,
          "whether it sleeps until a client is ready, or looks again and again:"
              + " ${COMPLETION-CANDIDATES} (default: adaptive, the better one by trial).");

  private final OptionSpec flush =
      option(
          "--flush",
          "POLICY",
          String.class,
          "whether all answers to what was read are written at once (batch), after"
              + " every so many (every-N), or some early (eager-when-idle; default: batch).");

  private final OptionSpec loops =
      option(
          "--loops",
          "N",
          Integer.class,
          "poll loops, each with its own thread, or carriers of virtual-thread --poller epoll;"
              + " 1 to 64 (default: 1).");

  private final OptionSpec spread =
      OptionSpec.builder("--spread")
          .paramLabel("SPREAD")
          .type(ClientSpread.class)
          .description(
              "async-custom with several loops: whether the first accepts all clients and hands"
                  + " them over, or each listens: ${COMPLETION-CANDIDATES} (default: accept).")
          .build();

  private static OptionSpec option(String name, String label, Class<?> type, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(type)
        .description(METHOD + ": " + description)
        .build();
  }

  void addTo(CommandSpec command) {
    for (OptionSpec option :
        List.of(pollTimeout, noClientPollTimeout, poller, wait, flush, loops, spread)) {
      command.addOption(option);
    }
  }

  /**
   * Sets what was given.
   *
   * @throws ParameterException if {@code method} has no such thing, or a value is out of range
   */
  void apply(String method, ServerOptions.Builder to) {
    switch (method) {
      case METHOD -> to.waiting(WaitPolicy.ADAPTIVE);
      case CARRIED -> {
        if (Carriers.obstacle(to.poller(PollerKind.EPOLL).build()) != null) {
          to.poller(PollerKind.JDK);
        }
      }
      default -> {}
    }
    List<String> all = List.of(METHOD, CARRIED);
    this.<PollerKind>take(method, all, poller, to::poller);
    this.<Integer>take(method, all, loops, count -> to.loops(checked(count)));
    List<String> polling = List.of(METHOD);
    this.<ClientSpread>take(method, polling, spread, to::spread);
    this.<String>take(method, polling, flush, name -> to.flush(policy(name)));
    this.<WaitPolicy>take(method, polling, wait, to::waiting);
    this.<Double>take(method, polling, pollTimeout, s -> to.pollTimeout(duration(pollTimeout, s)));
    this.<Double>take(
        method,
        polling,
        noClientPollTimeout,
        s -> to.noClientPollTimeout(duration(noClientPollTimeout, s)));
  }

  private <T> void take(String method, List<String> whose, OptionSpec option, Consumer<T> to) {
    T given = option.getValue();
    if (given != null) {
      require(whose.contains(method), option.longestName() + " is for " + String.join(", ", whose));
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
          commandLine(), "--flush takes " + e.getMessage() + ", not " + name, e);
    }
  }

  private Duration duration(OptionSpec option, double seconds) {
    require(seconds > 0 && seconds < 1e9, option.longestName() + " takes seconds, more than 0");
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(commandLine(), otherwise);
    }
  }

  private CommandLine commandLine() {
    return loops.command().commandLine();
  }
}
