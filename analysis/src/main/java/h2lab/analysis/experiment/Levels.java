package h2lab.analysis.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The level of every factor in one trial; in JSON an object of names and levels. */
public record Levels(@JsonValue Map<String, String> byFactor) {
  /** The factor whose level is how much content a response has. */
  static final String PAYLOAD = "payload";

  private static final List<String> OF_LOAD = List.of("clients", "pipeline", PAYLOAD, "load");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Levels {
    Map<String, String> all = new LinkedHashMap<>(FactorCatalog.shipped().defaults());
    all.putAll(byFactor);
    byFactor = Collections.unmodifiableMap(all);
  }

  /** The level of a factor, the default one if nothing else was said. */
  public String of(String factor) {
    return byFactor.get(factor);
  }

  /** Factors that only some methods have, with their levels where those are not the default. */
  Map<String, String> ofSomeMethods() {
    Map<String, String> varied = new LinkedHashMap<>(byFactor);
    varied.keySet().removeIf(factor -> !isOfSomeMethods(factor) || isDefault(factor));
    return varied;
  }

  private static boolean isOfSomeMethods(String factor) {
    return FactorCatalog.shipped().methodsOf(factor) != null;
  }

  /** These, with the default level of each factor that the method has not. */
  Levels ofMethod() {
    Map<String, String> had = new LinkedHashMap<>(byFactor);
    had.keySet()
        .removeIf(
            factor ->
                isOfSomeMethods(factor)
                    && !FactorCatalog.shipped().methodsOf(factor).contains(method()));
    return new Levels(had);
  }

  /** Those of the factors that every server has, ours or not. */
  Map<String, String> ofAllMethods() {
    Map<String, String> ofAll = new LinkedHashMap<>(byFactor);
    ofAll.keySet().removeIf(Levels::isOfSomeMethods);
    return ofAll;
  }

  /** Factors that the server is told of; trials that are equal in them can have the same. */
  Map<String, String> ofServer() {
    Map<String, String> ofServer = new LinkedHashMap<>(byFactor);
    ofServer.keySet().removeAll(OF_LOAD);
    return ofServer;
  }

  /** Whether some factors have these levels. */
  boolean have(Map<String, String> some) {
    return byFactor.entrySet().containsAll(some.entrySet());
  }

  /** Whether the level of a factor is its default. */
  boolean isDefault(String factor) {
    return of(factor).equals(FactorCatalog.shipped().defaults().get(factor));
  }

  /** The dispatch method. */
  public String method() {
    return of("method");
  }

  /** The TLS engine, or off. */
  public String tls() {
    return of("tls");
  }

  /** Connections at the same time. */
  public int clients() {
    return Integer.parseInt(of("clients"));
  }

  /** Requests in flight per client. */
  public int pipeline() {
    return Integer.parseInt(of("pipeline"));
  }

  /** Octets of content in a response. */
  int payload() {
    return Integer.parseInt(of(PAYLOAD));
  }

  /** Whether only a server that has {@code /octets/N} can be asked for the payload. */
  boolean needsOctets() {
    return !isDefault(PAYLOAD);
  }

  /**
   * What is requested of a server.
   *
   * @param url where it answers with the default payload
   */
  URI resource(URI url) {
    return needsOctets() ? url.resolve("/octets/" + payload()) : url;
  }

  /** What sends the requests. */
  public String load() {
    return of("load");
  }

  /** All levels but those that only some methods have, where they are the default. */
  public Map<String, String> telling() {
    Map<String, String> telling = new LinkedHashMap<>(byFactor);
    telling.keySet().removeIf(factor -> isOfSomeMethods(factor) && isDefault(factor));
    return telling;
  }

  /** Telling levels as {@code name=level}, separated by spaces: how a recording is labelled. */
  public String label() {
    return telling().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Fit for a file name: method, TLS, clients, pipeline size, and what else is not the default. */
  public String shortName() {
    StringBuilder name =
        new StringBuilder(
            "%s_%s_c%d_m%d".formatted(method().replace('/', '-'), tls(), clients(), pipeline()));
    FactorCatalog.shipped()
        .defaults()
        .keySet()
        .forEach(
            factor -> {
              if (!isDefault(factor) && !"method tls clients pipeline".contains(factor)) {
                name.append('_').append(factor).append('-').append(of(factor));
              }
            });
    return name.toString();
  }
}
