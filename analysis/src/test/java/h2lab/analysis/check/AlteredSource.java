package h2lab.analysis.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javax.tools.ToolProvider;

/**
 * One source file of the project, changed: its classes go before the real ones on the class path of
 * a server. So no production code carries a switch for faults.
 *
 * @param module the Maven module, also the second part of the package
 * @param type the rest of the path, for example {@code dispatch/poll/Client}
 */
public record AlteredSource(String module, String type, UnaryOperator<String> change) {
  /** A text of the source, which must be there, replaced. */
  public static AlteredSource replacing(String module, String type, String sound, String faulty) {
    return new AlteredSource(
        module, type, source -> source.replace(sound.stripTrailing(), faulty.stripTrailing()));
  }

  /** Compiles it into {@code folder}, which is made. */
  public void compileInto(Path folder) throws IOException {
    Path relative = Path.of("h2lab", module, type + ".java");
    String source = Files.readString(Path.of("..", module, "src/main/java").resolve(relative));
    String changed = change.apply(source);
    assertNotEquals(source, changed, relative + " is not what it was: alter it anew");
    Path file = folder.resolve("src").resolve(relative);
    Files.createDirectories(file.getParent());
    Files.writeString(file, changed);
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-nowarn",
                file.toString());
    assertEquals(0, compiled, "the compiler has said why");
  }
}
