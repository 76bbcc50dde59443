package h2lab.analysis.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import h2lab.analysis.recording.chunk.EventKind;
import h2lab.tracing.ActionEvent;
import h2lab.tracing.ActionRowEvent;
import h2lab.tracing.BytesReadEvent;
import h2lab.tracing.BytesWrittenEvent;
import h2lab.tracing.ClientStateEvent;
import h2lab.tracing.FactEvent;
import h2lab.tracing.FrameEvent;
import h2lab.tracing.QueueDepthEvent;
import h2lab.tracing.TrialEvent;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.Event;
import jdk.jfr.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields of each event are the components of its row: neither side drifts from the other. */
class FieldNamesTest {
  private static final Set<String> NOT_FIELDS = Set.of("timeNanos", "inwards");

  static List<Arguments> eventsAndRows() {
    return List.of(
        Arguments.of(ActionEvent.class, ActionRow.class, EventKind.ACTION),
        Arguments.of(BytesReadEvent.class, BytesRow.class, EventKind.BYTES_READ),
        Arguments.of(BytesWrittenEvent.class, BytesRow.class, EventKind.BYTES_WRITTEN),
        Arguments.of(FrameEvent.class, FrameRow.class, EventKind.FRAMES),
        Arguments.of(QueueDepthEvent.class, QueueDepthRow.class, EventKind.QUEUE_DEPTH),
        Arguments.of(ClientStateEvent.class, StateRow.class, EventKind.CLIENT_STATE),
        Arguments.of(TrialEvent.class, TrialRow.class, EventKind.TRIAL),
        Arguments.of(FactEvent.class, FactRow.class, EventKind.FACT),
        Arguments.of(ActionRowEvent.class, TableRow.class, EventKind.ACTION_ROW));
  }

  @ParameterizedTest
  @MethodSource("eventsAndRows")
  void agree(Class<? extends Event> event, Class<? extends Record> row, EventKind kind) {
    assertEquals(kind.eventName(), event.getAnnotation(Name.class).value());
    assertEquals(fields(event), components(row));
    assertEquals(fields(event), fields(kind));
  }

  private static Map<String, Class<?>> fields(EventKind kind) {
    return kind.fields().stream()
        .collect(
            Collectors.toMap(
                EventKind.Field::name, field -> type(field.sort()), (a, b) -> a, TreeMap::new));
  }

  private static Class<?> type(EventKind.Sort sort) {
    return switch (sort) {
      case LONG -> long.class;
      case INT -> int.class;
      case TEXT -> String.class;
    };
  }

  @Test
  void coverEveryEventOfTheTracing() {
    Set<String> covered =
        eventsAndRows().stream()
            .map(arguments -> ((Class<?>) arguments.get()[0]).getSimpleName())
            .collect(Collectors.toSet());
    assertEquals(
        new ClassFileImporter()
            .importPackages("h2lab.tracing").stream()
                .filter(type -> type.isAssignableTo(Event.class))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet()),
        covered);
  }

  private static Map<String, Class<?>> fields(Class<?> event) {
    Map<String, Class<?>> fields = new TreeMap<>();
    for (Field field : event.getFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        fields.put(field.getName(), field.getType());
      }
    }
    return fields;
  }

  private static Map<String, Class<?>> components(Class<? extends Record> row) {
    return Arrays.stream(row.getRecordComponents())
        .filter(component -> !NOT_FIELDS.contains(component.getName()))
        .collect(
            Collectors.toMap(
                RecordComponent::getName, RecordComponent::getType, (a, b) -> a, TreeMap::new));
  }
}
