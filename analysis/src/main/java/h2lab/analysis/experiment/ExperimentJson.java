package h2lab.analysis.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How this package reads and writes JSON: names in snake case, absent values left out, numbers as
 * they are. What people write is read strictly, what programs write tolerantly, so that newer
 * results can be read.
 */
final class ExperimentJson {
  private static final JsonMapper STRICT = builder(true);
  private static final JsonMapper TOLERANT = builder(false);

  private ExperimentJson() {}

  private static JsonMapper builder(boolean strict) {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .changeDefaultPropertyInclusion(
            all ->
                all.withValueInclusion(
                    com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
        .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, strict)
        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
        .build();
  }

  /** A file beside this class; a fault in it is ours. */
  static <T> T resource(String name, TypeReference<T> type) {
    try (InputStream in = ExperimentJson.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return STRICT.readValue(in, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that somebody wrote by hand. */
  static <T> T written(Path file, Class<T> type) throws EnvironmentException {
    return read(STRICT, file, type);
  }

  /** A file that a program of ours made. */
  static <T> T made(Path file, Class<T> type) throws EnvironmentException {
    return read(TOLERANT, file, type);
  }

  private static <T> T read(JsonMapper mapper, Path file, Class<T> type)
      throws EnvironmentException {
    try (InputStream in = Files.newInputStream(file)) {
      return mapper.readValue(in, type);
    } catch (JacksonException e) {
      if (e.getCause() instanceof UsageException fault) {
        throw new UsageException(file + ": " + fault.getMessage());
      }
      throw new EnvironmentException(file + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new EnvironmentException("cannot read " + file, e);
    }
  }

  static <T> T parse(String text, Class<T> type) {
    return TOLERANT.readValue(text, type);
  }

  static JsonNode tree(String text) {
    return TOLERANT.readTree(text);
  }

  /** On one line. */
  static String line(Object value) {
    return TOLERANT.writeValueAsString(value);
  }

  /** On many lines, for people to read. */
  static String pretty(Object value) {
    return TOLERANT.writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }
}
