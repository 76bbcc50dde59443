package h2lab.analysis.recording.chunk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events that are read, by the names of their fields. Numbers and texts of an event are counted
 * separately: a field's slot is its place among those of its sort.
 */
public enum EventKind {
  ACTION(
      "h2lab.Action",
      "long clientId",
      "long step",
      "String facts",
      "String action",
      "int tlsPending",
      "int toEncrypt",
      "int toWrite",
      "int writeChunks"),
  BYTES_READ("h2lab.BytesRead", "long clientId", "long step", "String point", "int octets"),
  BYTES_WRITTEN("h2lab.BytesWritten", "long clientId", "long step", "String point", "int octets"),
  FRAMES(
      "h2lab.Frames",
      "long clientId",
      "long step",
      "String direction",
      "String type",
      "int count",
      "int firstStreamId",
      "int lastStreamId",
      "long streamIdSum",
      "int octets"),
  QUEUE_DEPTH(
      "h2lab.QueueDepth", "long clientId", "int tlsPending", "int toEncrypt", "int toWrite"),
  CLIENT_STATE(
      "h2lab.ClientState",
      "long clientId",
      "long step",
      "String state",
      "String reason",
      "int remotePort",
      "long requests"),
  TRIAL(
      "h2lab.Trial",
      "String method",
      "String tls",
      "String levels",
      "String host",
      "String jdk",
      "String commit"),
  FACT(
      "h2lab.Fact",
      "int order",
      "String mark",
      "String name",
      "String means",
      "String first",
      "String tellsOf",
      "String shows",
      "String covers"),
  ACTION_ROW(
      "h2lab.ActionRow",
      "int order",
      "String action",
      "String needs",
      "String without",
      "String means",
      "String course",
      "String adds",
      "String removes",
      "String mayAdd",
      "String mayRemove",
      "String moves"),
  CPU_TIME_SAMPLE("jdk.CPUTimeSample", "long samplingPeriod"),
  DATA_LOSS("jdk.DataLoss", "long amount");

  /** What a field holds. */
  public enum Sort {
    LONG("long"),
    INT("int"),
    TEXT("java.lang.String");

    final String typeName;

    Sort(String typeName) {
      this.typeName = typeName;
    }
  }

  /** A field: its name, and where an {@link EventCursor} has its value. */
  public record Field(String name, Sort sort, int slot) {}

  private static final Map<String, EventKind> BY_NAME = new HashMap<>();

  static {
    Arrays.stream(values()).forEach(kind -> BY_NAME.put(kind.eventName, kind));
  }

  private final String eventName;
  private final List<Field> fields;
  private final boolean ofClient;

  EventKind(String eventName, String... declarations) {
    this.eventName = eventName;
    List<Field> declared = new ArrayList<>();
    for (String declaration : declarations) {
      String[] words = declaration.split(" ");
      Sort sort =
          words[0].equals("String") ? Sort.TEXT : words[0].equals("int") ? Sort.INT : Sort.LONG;
      boolean text = sort == Sort.TEXT;
      long before = declared.stream().filter(field -> (field.sort == Sort.TEXT) == text).count();
      declared.add(new Field(words[1], sort, (int) before));
    }
    this.fields = List.copyOf(declared);
    this.ofClient = declared.getFirst().name.equals("clientId");
  }

  /** The kind of this event; null if it is none of these. */
  public static EventKind named(String eventName) {
    return BY_NAME.get(eventName);
  }

  /** As recordings call the event. */
  public String eventName() {
    return eventName;
  }

  /** In the order of their declaration. */
  public List<Field> fields() {
    return fields;
  }

  /** Where a cursor has the value of this field. */
  public int slot(String fieldName) {
    return fields.stream()
        .filter(field -> field.name.equals(fieldName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(eventName + " has no " + fieldName))
        .slot;
  }

  /** Whether the JDK emits it, in recordings of anybody. */
  public boolean ofJdk() {
    return eventName.startsWith("jdk.");
  }

  /** Whether it is about one client, whose number is in slot 0 then. */
  public boolean ofClient() {
    return ofClient;
  }
}
