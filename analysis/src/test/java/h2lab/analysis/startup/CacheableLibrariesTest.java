package h2lab.analysis.startup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The libraries that the cache would leave out, as they are on the class path here. */
class CacheableLibrariesTest {
  private static final Set<String> SIGNED = Set.of("bcpkix", "bcprov", "bctls", "bcutil");

  @TempDir Path folder;

  private Path copy(String name) throws IOException {
    Path library =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(file -> file.getFileName().toString().matches(name + "-[^/]*\\.jar"))
            .findFirst()
            .orElseThrow();
    return Files.copy(library, folder.resolve(library.getFileName()));
  }

  private static List<String> names(Path jar) throws IOException {
    try (JarFile opened = new JarFile(jar.toFile())) {
      return Collections.list(opened.entries()).stream()
          .map(ZipEntry::getName)
          .filter(name -> !name.startsWith("META-INF/BC"))
          .sorted()
          .toList();
    }
  }

  @Test
  void signedLibrariesKeepTheirClassesAndLoseTheSignature() throws Exception {
    for (String name : SIGNED) {
      Path jar = copy(name);
      List<String> before = names(jar);
      byte[] classBefore = firstClass(jar);
      assertTrue(CacheableLibraries.rewrite(jar), name);
      assertEquals(before, names(jar));
      assertArrayEquals(classBefore, firstClass(jar));
      try (JarFile rewritten = new JarFile(jar.toFile())) {
        for (JarEntryView entry : JarEntryView.of(rewritten)) {
          assertNull(entry.signers(), entry.name());
        }
        assertTrue(rewritten.isMultiRelease() || !name.equals("bcprov"));
      }
    }
  }

  /** An entry, read whole, since only then its signers are known. */
  private record JarEntryView(String name, Object signers) {
    static List<JarEntryView> of(JarFile jar) throws IOException {
      return Collections.list(jar.entries()).stream()
          .filter(entry -> entry.getName().endsWith(".class"))
          .limit(50)
          .map(
              entry -> {
                try (var octets = jar.getInputStream(entry)) {
                  octets.readAllBytes();
                  return new JarEntryView(entry.getName(), entry.getCodeSigners());
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
  }

  private static byte[] firstClass(Path jar) throws IOException {
    try (JarFile opened = new JarFile(jar.toFile())) {
      ZipEntry first =
          Collections.list(opened.entries()).stream()
              .filter(entry -> entry.getName().endsWith(".class"))
              .min(java.util.Comparator.comparing(ZipEntry::getName))
              .orElseThrow();
      try (var octets = opened.getInputStream(first)) {
        return octets.readAllBytes();
      }
    }
  }

  @Test
  void everyOldClassIsVerifiedTheNewWayAndLinks() throws Exception {
    Path jar = copy("picocli");
    assertTrue(CacheableLibraries.rewrite(jar));
    Set<String> names =
        names(jar).stream()
            .filter(name -> name.startsWith("picocli/") && name.endsWith(".class"))
            .filter(name -> !name.contains("/groovy/"))
            .collect(Collectors.toSet());
    assertTrue(names.size() > 100, names.toString());
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String name : names) {
        try (var octets = loader.getResourceAsStream(name)) {
          int major = ClassFile.of().parse(octets.readAllBytes()).majorVersion();
          assertTrue(major >= ClassFile.JAVA_6_VERSION, name + " " + major);
        }
        String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
        Class.forName(type, true, loader); // throws VerifyError
      }
    }
  }

  @Test
  void leavesAloneWhatTheCacheTakes() throws Exception {
    Path jar = copy("HdrHistogram");
    byte[] before = Files.readAllBytes(jar);
    assertFalse(CacheableLibraries.rewrite(jar));
    assertArrayEquals(before, Files.readAllBytes(jar));
    Path old = copy("picocli");
    CacheableLibraries.rewrite(old);
    assertFalse(CacheableLibraries.rewrite(old), "a second time");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count(), "nothing unfinished is left");
    }
  }
}
