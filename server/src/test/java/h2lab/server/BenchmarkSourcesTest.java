package h2lab.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java sources of benchmarks, which no build compiles, and what they are relied upon for. */
class BenchmarkSourcesTest {
  private static final Path BENCHMARKS = Path.of("benchmarks");
  private static final String TRACE = "h2lab/tracing/ClientTrace.class";

  @TempDir Path folder;

  @Test
  void compileAgainstTheServerAsItIs() throws IOException {
    compile();
  }

  @Test
  void silentTraceHasEveryMethodOfTheRealOneAndDoesNothing() throws Exception {
    compile();
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      var main = loader.loadClass("SilentTrace").getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[] {folder.toString()});
    }
    ClassModel real = ClassFile.of().parse(folder.resolve("off").resolve(TRACE));
    ClassModel silent = ClassFile.of().parse(folder.resolve("silent").resolve(TRACE));
    assertEquals(signatures(real), signatures(silent));
    assertTrue(work(real).size() > 20, "the real one works");
    assertEquals(List.of(), work(silent));
    assertEquals(List.of(), ClassFile.of().verify(silent));
  }

  private void compile() throws IOException {
    StringWriter said = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> entries = Files.walk(BENCHMARKS)) {
      List<Path> sources = entries.filter(BenchmarkSourcesTest::needsNoHarness).toList();
      assertTrue(sources.size() >= 3, sources::toString);
      List<String> options =
          List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
      var units = files.getJavaFileObjectsFromPaths(sources);
      assertTrue(compiler.getTask(said, files, null, options, null, units).call(), said::toString);
    }
  }

  /** What JMH runs is compiled with JMH, which is no library of ours. */
  private static boolean needsNoHarness(Path file) {
    try {
      return file.toString().endsWith(".java")
          && !Files.readString(file).contains("import org.openjdk.jmh");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> signatures(ClassModel model) {
    return model.methods().stream()
        .map(m -> m.flags().flagsMask() + " " + m.methodName() + m.methodType())
        .toList();
  }

  /** Calls and accesses to fields, the making of objects apart. */
  private static List<String> work(ClassModel model) {
    return model.methods().stream()
        .map(MethodModel::code)
        .flatMap(code -> code.stream().flatMap(body -> body.elementStream()))
        .filter(
            part ->
                part instanceof FieldInstruction
                    || part instanceof InvokeInstruction call
                        && !call.name().equalsString("<init>"))
        .map(Object::toString)
        .toList();
  }
}
