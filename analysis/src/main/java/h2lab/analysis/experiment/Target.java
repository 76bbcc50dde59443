package h2lab.analysis.experiment;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server that is not ours and becomes a level of the factor method. Either it runs already and
 * has a URL, or a command starts it; then the words of the command, the files and the URL may hold
 * {@link Placeholders}.
 *
 * @param name as a level of the factor method
 * @param title what it is, for people; null if nobody said
 * @param url where it answers; null for the root of the port that it is given
 * @param command null if it runs already
 * @param install what to install if it is missing; null if unknown
 * @param programs that must be on the PATH
 * @param maven what its class path is resolved from, as {@code group:artifact:version}
 * @param files that come with the description and are put into the folder of the trial
 * @param octets whether it answers {@code /octets/N} with N octets, which other payloads than the
 *     default need; null if nobody said
 * @param root more placeholders for root, who has to say as whom a server runs; nobody else may say
 *     it, so for others they stand for nothing
 * @param cleartext more placeholders for trials without TLS
 * @param tls more placeholders for trials with TLS
 */
public record Target(
    String name,
    String title,
    String url,
    List<String> command,
    String install,
    List<String> programs,
    List<String> maven,
    List<String> files,
    Boolean octets,
    Map<String, List<String>> root,
    Map<String, List<String>> cleartext,
    Map<String, List<String>> tls) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9.-]{0,30}";

  /** Fills in what is left out. */
  public Target {
    programs = programs == null ? List.of() : List.copyOf(programs);
    maven = maven == null ? List.of() : List.copyOf(maven);
    files = files == null ? List.of() : List.copyOf(files);
    root = root == null ? Map.of() : Map.copyOf(root);
    command = command == null ? null : List.copyOf(command);
    if (name == null || (url == null && command == null)) {
      throw new UsageException("a target has a name and a url or a command");
    }
  }

  /**
   * The targets of a command line, which are trusted to have {@code /octets/N} if it is asked for.
   *
   * @param urls by name
   * @param commands by name; one that has a URL too answers there
   * @throws UsageException if a name or a URL cannot be one
   */
  static List<Target> given(Map<String, String> urls, Map<String, String> commands) {
    Map<String, Target> targets = new LinkedHashMap<>();
    urls.forEach((name, url) -> targets.put(name, given(name, url, commands.get(name))));
    commands.forEach(
        (name, command) -> targets.computeIfAbsent(name, n -> given(n, null, command)));
    return new ArrayList<>(targets.values());
  }

  private static Target given(String name, String url, String commandLine) {
    if (!name.matches(NAME)) {
      throw new UsageException(
          "a target is named by letters, digits, '.' and '-', not '" + name + "'");
    }
    if (FactorCatalog.shipped().allows("method", name)) {
      throw new UsageException(name + " is a method already, a target needs another name");
    }
    if (url != null) {
      checkUrl(name, url, commandLine != null);
    }
    List<String> command = commandLine == null ? null : CommandText.words(commandLine);
    return new Target(name, null, url, command, null, null, null, null, true, null, null, null);
  }

  private static void checkUrl(String name, String url, boolean started) {
    try {
      URI uri = URI.create(started ? url.replace("{port}", "1") : url);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new UsageException("target " + name + " needs an http or https URL, not '" + url + "'");
  }

  /** Whether a trial starts it. */
  boolean started() {
    return command != null;
  }

  /**
   * Whether it can be asked at a level of the factor TLS. Its URL tells; without one, a command
   * that names {tls} can be both, one that names a certificate speaks TLS, any other cleartext. A
   * server has TLS of its own: all levels but off are the same to it.
   */
  boolean speaks(String tlsLevel) {
    boolean cleartextAsked = tlsLevel.equals("off");
    if (url != null) {
      return cleartextAsked != url.startsWith("https");
    }
    if (cleartext != null || tls != null) {
      return (cleartextAsked ? cleartext : tls) != null;
    }
    return names("{tls}") || cleartextAsked != (names("{cert}") || names("{keystore}"));
  }

  /** Whether all engines of the factor TLS are the same to it, since it is not told of them. */
  boolean hasTlsOfItsOwn() {
    return command == null || !names("{tls}");
  }

  /** Whether it can be asked for a payload by its size. */
  boolean hasOctets() {
    return octets != null && octets;
  }

  private boolean names(String placeholder) {
    return command.stream().anyMatch(word -> word.contains(placeholder));
  }

  /** Where it answers on a port; {@code url} as it is if that names none. */
  URI url(String tlsLevel, int port) {
    String scheme = tlsLevel.equals("off") ? "http" : "https";
    return URI.create(
        url == null
            ? scheme + "://127.0.0.1:" + port + "/"
            : url.replace("{port}", Integer.toString(port)));
  }

  /** Whether it is told its port, so that any free one will do. */
  boolean takesPort() {
    return url == null || url.contains("{port}");
  }

  /** The description's own placeholders at a level of the factor TLS, for a user. */
  Map<String, List<String>> placeholders(String tlsLevel, String user) {
    Map<String, List<String>> own = new HashMap<>(root);
    if (!user.equals("root")) {
      own.replaceAll((name, words) -> List.of());
    }
    Map<String, List<String>> ofLevel = tlsLevel.equals("off") ? cleartext : tls;
    own.putAll(ofLevel == null ? Map.of() : ofLevel);
    return own;
  }
}
