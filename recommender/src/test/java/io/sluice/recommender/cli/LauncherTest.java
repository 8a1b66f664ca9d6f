package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher beside a jar, with and without a class archive. */
final class LauncherTest {
  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home", ""));

  @TempDir Path folder = Path.of("");

  private Path archive = Path.of("");

  /** What stands in the jar in place of Sluice: says what the launcher gave to Java. */
  static final class Echo {
    private Echo() {}

    public static void main(String[] words) {
      System.out.println(ManagementFactory.getRuntimeMXBean().getInputArguments());
      System.out.println(Arrays.toString(words));
    }
  }

  private record Ended(int exit, String out, String err) {}

  @BeforeEach
  void install() throws IOException {
    Path launcher = Path.of(System.getProperty("sluice.root", "..")).resolve("sluice");
    Files.copy(launcher, folder.resolve("sluice"));
    archive = folder.resolve("sluice-" + System.getProperty("java.version", "") + ".jsa");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
    String entry = Echo.class.getName().replace('.', '/') + ".class";
    Path jar = folder.resolve("sluice.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest);
        var bytes = Echo.class.getClassLoader().getResourceAsStream(entry)) {
      zip.putNextEntry(new JarEntry(entry));
      bytes.transferTo(zip);
    }
    Files.setLastModifiedTime(jar, FileTime.from(BUILT));
  }

  private Ended run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", folder.resolve("sluice").toString()));
    command.addAll(List.of(words));
    return run(command);
  }

  private Ended run(List<String> command) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", JAVA_HOME.toString());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "SLUICE_MEMORY"));
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private Ended makeArchive() throws IOException, InterruptedException {
    Path list = folder.resolve("classes");
    String java = JAVA_HOME.resolve("bin/java").toString();
    String jar = folder.resolve("sluice.jar").toRealPath().toString();
    run(List.of(java, "-XX:DumpLoadedClassList=" + list, "-jar", jar));
    return run(
        List.of(
            java,
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + list,
            "-XX:SharedArchiveFile=" + archive,
            "-jar",
            jar));
  }

  @Test
  void whereThereIsNoArchiveNoneIsNamed() throws IOException, InterruptedException {
    Ended run = run("flows", "my logs", "--", "--help");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("[flows, my logs, --, --help]", "-XX:+UseParallelGC")
        .doesNotContain("SharedArchiveFile");
  }

  @Test
  void anArchiveBesideTheJarIsUsed() throws IOException, InterruptedException {
    Ended made = makeArchive();
    assertThat(made.exit()).as(made.out() + made.err()).isZero();

    Ended run = run("flows", "logs");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("SharedArchiveFile=").contains("[flows, logs]");
    assertThat(run.out().lines()).hasSize(2);
  }

  @Test
  void anArchiveOfAJarThatChangedSinceIsIgnoredWithoutAWord()
      throws IOException, InterruptedException {
    assertThat(makeArchive().exit()).isZero();
    Files.setLastModifiedTime(folder.resolve("sluice.jar"), FileTime.from(BUILT.plusSeconds(9)));

    Ended run = run("flows", "logs");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("SharedArchiveFile=").contains("[flows, logs]");
    assertThat(run.out().lines()).hasSize(2);
  }

  @Test
  void anArchiveOlderThanTheJarIsNotNamed() throws IOException, InterruptedException {
    Files.writeString(archive, "of an earlier build", StandardCharsets.UTF_8);
    Files.setLastModifiedTime(archive, FileTime.from(BUILT.minusSeconds(9)));

    Ended run = run("flows", "logs");

    assertThat(run.out()).contains("[flows, logs]").doesNotContain("SharedArchiveFile");
  }

  @Test
  void anArchiveOfAnotherJavaIsNotNamed() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("sluice-16.0.1.jsa"), "of another Java");

    Ended run = run("flows", "logs");

    assertThat(run.out()).contains("[flows, logs]").doesNotContain("SharedArchiveFile");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no archive at all"})
  void whatIsNoArchiveOfThisJavaIsIgnoredWithoutAWord(String content)
      throws IOException, InterruptedException {
    Files.writeString(archive, content, StandardCharsets.UTF_8);

    Ended run = run("flows", "logs");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("SharedArchiveFile=").contains("[flows, logs]");
    assertThat(run.out().lines()).hasSize(2);
  }

  @Test
  void largePagesAreAskedForOnlyWhereLinuxGivesThemToWhoAsks()
      throws IOException, InterruptedException {
    Path modes = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    boolean given = Files.isReadable(modes) && Files.readString(modes).contains("[madvise]");

    Ended run = run("flows", "logs");

    assertThat(run.out().contains("-XX:+UseTransparentHugePages")).isEqualTo(given);
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "help", "version", "completion bash", "flows --help"})
  void whatOnlyTellsRunsWithWhatStartsFast(String line) throws IOException, InterruptedException {
    Ended run = run(line.split(" "));

    assertThat(run.out())
        .contains("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        .contains(Arrays.toString(line.split(" ")));
  }
}
