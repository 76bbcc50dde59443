package h2lab.analysis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java sources of benchmarks, which no build compiles. */
class BenchmarkSourcesTest {
  @TempDir Path folder;

  @Test
  void compileAgainstTheReaderAsItIs() throws Exception {
    StringWriter said = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> entries = Files.list(Path.of("benchmarks"))) {
      List<Path> sources = entries.filter(file -> file.toString().endsWith(".java")).toList();
      assertFalse(sources.isEmpty());
      List<String> options =
          List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
      var units = files.getJavaFileObjectsFromPaths(sources);
      assertTrue(compiler.getTask(said, files, null, options, null, units).call(), said::toString);
    }
  }
}
