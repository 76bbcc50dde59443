package h2lab.analysis.recording.chunk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types that a chunk has values of, as its metadata event declares them. */
final class ChunkTypes {
  private static final int METADATA = 0;
  private static final int DEEPEST = 16;

  /** A type: an event, a structure, or, without fields, something primitive. */
  record Type(long id, String name, boolean event, List<Field> fields) {}

  /** A field; one that is pooled is there as a number. */
  record Field(String name, long typeId, boolean pooled, boolean array) {}

  /** A node of the tree that the metadata are. */
  private record Element(String name, Map<String, String> attributes, List<Element> children) {
    List<Element> children(String named) {
      return children.stream().filter(child -> child.name.equals(named)).toList();
    }

    long number(String attribute) throws UnknownContent {
      try {
        return Long.parseLong(attributes.getOrDefault(attribute, ""));
      } catch (NumberFormatException e) {
        throw new UnknownContent("a " + name + " whose " + attribute + " is no number", e);
      }
    }
  }

  private final long id;
  private final Map<Long, Type> types = new HashMap<>();

  /** Reads the metadata of the chunk. */
  static ChunkTypes read(ChunkOctets octets, ReadableChunk chunk) throws IOException {
    octets.openEvent(chunk.start() + chunk.metadataPosition(), chunk.end());
    if (octets.number() != METADATA) {
      throw new UnknownContent("no metadata at " + chunk.metadataPosition());
    }
    octets.number(); // start
    octets.number(); // duration
    long id = octets.number();
    Element root = element(octets, strings(octets), 0);
    octets.expectEnd();
    return new ChunkTypes(id, root);
  }

  private ChunkTypes(long id, Element root) throws UnknownContent {
    this.id = id;
    for (Element metadata : root.children("metadata")) {
      for (Element type : metadata.children("class")) {
        List<Field> fields = new ArrayList<>();
        for (Element field : type.children("field")) {
          fields.add(field(field));
        }
        long typeId = type.number("id");
        String name = type.attributes.getOrDefault("name", "");
        boolean event = "jdk.jfr.Event".equals(type.attributes.get("superType"));
        types.put(typeId, new Type(typeId, name, event, fields));
      }
    }
  }

  private static Field field(Element field) throws UnknownContent {
    return new Field(
        field.attributes.getOrDefault("name", ""),
        field.number("class"),
        "true".equals(field.attributes.get("constantPool")),
        "1".equals(field.attributes.get("dimension")));
  }

  private static List<String> strings(ChunkOctets octets) throws UnknownContent {
    Texts texts = new Texts();
    List<String> strings = new ArrayList<>();
    for (long left = octets.number(); left > 0; left--) {
      strings.add(texts.text(texts.read(octets, octets.octet())));
    }
    return strings;
  }

  private static Element element(ChunkOctets octets, List<String> strings, int depth)
      throws UnknownContent {
    if (depth > DEEPEST) {
      throw new UnknownContent("metadata of more than " + DEEPEST + " storeys");
    }
    String name = string(octets, strings);
    Map<String, String> attributes = new HashMap<>();
    for (long left = octets.number(); left > 0; left--) {
      attributes.put(string(octets, strings), string(octets, strings));
    }
    List<Element> children = new ArrayList<>();
    for (long left = octets.number(); left > 0; left--) {
      children.add(element(octets, strings, depth + 1));
    }
    return new Element(name, attributes, children);
  }

  private static String string(ChunkOctets octets, List<String> strings) throws UnknownContent {
    long index = octets.number();
    String string = index < 0 || index >= strings.size() ? null : strings.get((int) index);
    if (string == null) {
      throw new UnknownContent("metadata without their string " + index);
    }
    return string;
  }

  /** The same for chunks of one process that declare the same. */
  long id() {
    return id;
  }

  /** The type with this id. */
  Type type(long id) throws UnknownContent {
    Type type = types.get(id);
    if (type == null) {
      throw new UnknownContent("a type " + id + " that the metadata do not declare");
    }
    return type;
  }

  /** All types. */
  Iterable<Type> all() {
    return types.values();
  }

  /** Passes a value of this type. */
  void skip(ChunkOctets octets, Type type, int depth) throws UnknownContent {
    switch (type.name) {
      case "long", "int", "short", "char" -> octets.number();
      case "byte", "boolean" -> octets.skip(Byte.BYTES);
      case "float" -> octets.skip(Float.BYTES);
      case "double" -> octets.skip(Double.BYTES);
      case "java.lang.String" -> skipText(octets);
      default -> skipFields(octets, type, depth);
    }
  }

  private void skipFields(ChunkOctets octets, Type type, int depth) throws UnknownContent {
    if (type.fields.isEmpty() || depth > DEEPEST) {
      throw new UnknownContent("values of " + type.name);
    }
    for (Field field : type.fields) {
      skip(octets, field, depth);
    }
  }

  /** Passes a field. */
  void skip(ChunkOctets octets, Field field, int depth) throws UnknownContent {
    for (long left = field.array ? octets.number() : 1; left > 0; left--) {
      if (field.pooled) {
        octets.number();
      } else {
        skip(octets, type(field.typeId), depth + 1);
      }
    }
  }

  private static void skipText(ChunkOctets octets) throws UnknownContent {
    int encoding = octets.octet();
    if (encoding == Texts.POOLED) {
      octets.number();
    } else {
      Texts.skip(octets, encoding);
    }
  }
}
