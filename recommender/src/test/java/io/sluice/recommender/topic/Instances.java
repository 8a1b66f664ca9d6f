package io.sluice.recommender.topic;

import io.sluice.recommender.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Instances of the service as processes of their own, by their names, and what each has said. */
final class Instances {
  private final Path folder;
  private final Map<String, String> env = new HashMap<>();
  private final Map<String, Process> processes = new TreeMap<>();
  private String memory = "256m";

  Instances(Path folder) {
    this.folder = folder;
  }

  /** Another size of the heap, for instances that are started from now on. */
  void memory(String size) {
    memory = size;
  }

  /** More variables, for instances that are started from now on. */
  void environment(Map<String, String> more) {
    env.putAll(more);
  }

  /** The launcher's jar where Maven has made one of these very classes, else the classes. */
  private static String code() {
    String classes = System.getProperty("java.class.path");
    try {
      Path main = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path jar = main.resolveSibling("sluice.jar");
      return Files.exists(jar) ? jar.toString() : classes;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  Process start(String instance, Path settings) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                java,
                "-Xmx" + memory,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                code(),
                Main.class.getName(),
                "serve",
                "--config",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(instance + ".log").toFile()));
    builder.environment().putAll(env);
    Process process = builder.start();
    processes.put(instance, process);
    return process;
  }

  String said(String instance) {
    try {
      return Files.readString(folder.resolve(instance + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What all have said. */
  String said() {
    return processes.keySet().stream().map(this::said).collect(Collectors.joining("\n"));
  }

  /** Ends an instance as nobody can prevent. */
  void kill(String instance) throws InterruptedException {
    processes.get(instance).destroyForcibly().waitFor();
  }

  boolean runs(String instance) {
    return processes.get(instance).isAlive();
  }

  /** True, as long as there is an instance to wait for. */
  boolean anyRuns() {
    if (processes.values().stream().noneMatch(Process::isAlive)) {
      throw new AssertionError("no instance runs any more\n" + said());
    }
    return true;
  }

  /** Ends all processes at once. */
  void end() throws InterruptedException {
    for (Process process : processes.values()) {
      process.destroyForcibly().waitFor();
    }
  }
}
