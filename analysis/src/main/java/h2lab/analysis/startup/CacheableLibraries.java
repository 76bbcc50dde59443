package h2lab.analysis.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Rewrites libraries so that the JVM keeps their classes in its AOT cache, as JDK 25 does not with
 * those of signed jars and those of before Java 6, which cannot be verified ahead. Else they are
 * read, held against their signature and verified at each start, and of those that are not used the
 * ones that classes in the cache name.
 *
 * <p>Signatures go: Maven has checked what it fetched. Old classes get the stack maps that the
 * newer verifier wants, and the version that says so; what they do stays.
 */
public final class CacheableLibraries {
  private static final int MINOR_AND_MAJOR = 4;

  private CacheableLibraries() {}

  /** Rewrites the jars that need it in the folders given. */
  public static void main(String[] folders) throws IOException {
    for (String folder : folders) {
      for (Path library : under(Path.of(folder), ".jar")) {
        rewrite(library);
      }
    }
  }

  /**
   * Rewrites a jar if it is signed or has old classes, whole or not at all.
   *
   * @return whether it needed that
   */
  static boolean rewrite(Path library) throws IOException {
    Path rewritten = library.resolveSibling(library.getFileName() + ".part");
    Files.copy(library, rewritten, StandardCopyOption.REPLACE_EXISTING);
    boolean changed;
    try (FileSystem jar = FileSystems.newFileSystem(rewritten)) {
      changed = dropSignature(jar) | renewClasses(jar);
    }
    if (changed) {
      Files.move(rewritten, library, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(rewritten);
    }
    return changed;
  }

  /** The digests in the manifest as well, which are most of it. */
  private static boolean dropSignature(FileSystem jar) throws IOException {
    Path folder = jar.getPath("/META-INF");
    List<Path> signatures =
        under(folder, ".SF", ".RSA", ".DSA", ".EC").stream()
            .filter(file -> file.getParent().equals(folder))
            .toList();
    if (signatures.isEmpty()) {
      return false;
    }
    for (Path signature : signatures) {
      Files.delete(signature);
    }
    Path file = folder.resolve("MANIFEST.MF");
    Manifest manifest = new Manifest();
    try (var octets = Files.newInputStream(file)) {
      manifest.read(octets);
    }
    manifest.getEntries().clear();
    try (var octets = Files.newOutputStream(file)) {
      manifest.write(octets);
    }
    return true;
  }

  private static boolean renewClasses(FileSystem jar) throws IOException {
    boolean changed = false;
    for (Path file : under(jar.getPath("/"), ".class")) {
      if (majorVersion(file) < ClassFile.JAVA_6_VERSION) {
        Files.write(file, renewed(jar, Files.readAllBytes(file)));
        changed = true;
      }
    }
    return changed;
  }

  private static int majorVersion(Path file) throws IOException {
    try (var octets = Files.newInputStream(file)) {
      octets.skipNBytes(MINOR_AND_MAJOR + 2);
      return octets.read() << 8 | octets.read();
    }
  }

  /** Every method is made anew, since that is when stack maps are. */
  private static byte[] renewed(FileSystem jar, byte[] old) {
    ClassHierarchyResolver types =
        ClassHierarchyResolver.ofResourceParsing(type -> open(jar, type))
            .orElse(ClassHierarchyResolver.defaultResolver());
    ClassFile classes =
        ClassFile.of(ClassHierarchyResolverOption.of(types), StackMapsOption.GENERATE_STACK_MAPS);
    ClassTransform version =
        (builder, element) ->
            builder.with(
                element instanceof ClassFileVersion
                    ? ClassFileVersion.of(ClassFile.JAVA_7_VERSION, 0)
                    : element);
    return classes.transformClass(
        classes.parse(old),
        version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
  }

  /** A class of the library; null for one that is not in it. */
  private static InputStream open(FileSystem jar, ClassDesc type) {
    String descriptor = type.descriptorString();
    Path file = jar.getPath("/" + descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> under(Path folder, String... suffixes) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Stream.of(suffixes).anyMatch(suffix -> file.toString().endsWith(suffix)))
          .toList();
    }
  }
}
