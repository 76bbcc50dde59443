package h2lab.analysis.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes what a server of others needs for one trial: certificate and key, and the files of its
 * description.
 *
 * @param cores how many threads make sense in it
 * @param user as whom it runs
 */
record TargetFiles(KeyFiles keys, int cores, String user) {
  /**
   * Writes the files.
   *
   * @param classPath of its libraries; empty if it needs none
   * @param tls level of that factor
   * @param folder made if it is missing
   * @return the command that starts it
   */
  List<String> write(Target target, String classPath, String tls, int port, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    Placeholders words =
        new Placeholders()
            .with("port", port)
            .with("tls", tls)
            .with("folder", folder)
            .with("user", user)
            .with("cores", cores)
            .with("java", Launcher.javaLikeThis())
            .with("classpath", classPath);
    keys.writeTo(folder, words);
    words.with(target.placeholders(tls, user));
    for (String file : target.files()) {
      Files.writeString(folder.resolve(file), words.text(TargetCatalog.text(target, file)));
    }
    return words.command(target.command());
  }
}
