package io.sluice.bench.startup;

import io.sluice.bench.process.Run;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * {@link Bare} and picocli in a jar, and a class archive of what its help needs.
 *
 * @param java the Java that runs it
 */
record BareProgram(Path java, Path jar, Path archive) {
  /** Makes both in a folder. */
  static BareProgram in(Path folder, Path java) throws IOException, InterruptedException {
    Path jar = folder.resolve("bare.jar");
    writeJar(jar);
    BareProgram program = new BareProgram(java, jar, folder.resolve("bare.jsa"));
    program.makeArchive(folder);
    return program;
  }

  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Bare.class.getName());
    String bare = Bare.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(jar), manifest);
        JarFile library = new JarFile(library().toFile());
        InputStream own = Bare.class.getResourceAsStream("Bare.class")) {
      if (own == null) {
        throw new IOException("no class file " + bare);
      }
      to.putNextEntry(new JarEntry(bare));
      own.transferTo(to);
      for (JarEntry entry : library.stream().filter(BareProgram::isPicocli).toList()) {
        to.putNextEntry(new JarEntry(entry.getName()));
        library.getInputStream(entry).transferTo(to);
      }
    }
  }

  private static boolean isPicocli(JarEntry entry) {
    return entry.getName().startsWith("picocli/") && entry.getName().endsWith(".class");
  }

  /** The jar in which picocli is here. */
  private static Path library() throws IOException {
    try {
      return Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("cannot tell where picocli is", e);
    }
  }

  private void makeArchive(Path folder) throws IOException, InterruptedException {
    Path classes = folder.resolve("bare.classes");
    Path output = folder.resolve("output.txt");
    Path errors = folder.resolve("errors.txt");
    Run.of(help("-XX:DumpLoadedClassList=" + classes), output, errors);
    Run.of(
        help(
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + classes,
            "-XX:SharedArchiveFile=" + archive),
        output,
        errors);
  }

  /** Its help, without an archive but Java's own. */
  List<String> help() {
    return help(new String[0]);
  }

  /** Its help, with its own archive. */
  List<String> helpFromArchive() {
    return help("-XX:SharedArchiveFile=" + archive);
  }

  private List<String> help(String... options) {
    return Stream.of(
            Stream.of(java.toString()),
            Stream.of(options),
            Stream.of("-jar", jar.toString(), "--help"))
        .flatMap(words -> words)
        .toList();
  }
}
