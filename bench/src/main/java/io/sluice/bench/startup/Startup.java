package io.sluice.bench.startup;

import io.sluice.bench.process.Run;
import io.sluice.bench.process.Spread;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Starts short commands of Sluice, a bare picocli program and Java alone in turn, round by round in
 * another order, each as a process of its own; prints what they took and how that compares.
 */
public final class Startup {
  private static final String USAGE = "usage: bench/startup [--rounds N], N from 1 to 10000";

  private static final int ROUNDS = 31;

  private final PrintStream out;
  private final Path folder;

  /** What ours are compared with. */
  private final List<Started> others;

  private final List<Started> ours;

  /** A command, and its runs so far. */
  private record Started(String name, List<String> command, List<Run> runs) {
    Started(String name, List<String> command) {
      this(name, command, new ArrayList<>());
    }
  }

  /**
   * What is started.
   *
   * @param launcher the script {@code sluice}
   * @param example the folder with example logs and their cluster
   */
  Startup(BareProgram bare, Path launcher, Path example, Path folder, PrintStream out) {
    this.out = out;
    this.folder = folder;
    others =
        List.of(
            new Started("bare --help", bare.help()),
            new Started("bare --help, own archive", bare.helpFromArchive()),
            new Started("java -version", List.of(bare.java().toString(), "-version")));
    String sluice = launcher.toString();
    String logs = example.resolve("logs").toString();
    String cluster = example.resolve("cluster").toString();
    ours =
        List.of(
            new Started("sluice --help", List.of(sluice, "--help")),
            new Started("sluice version", List.of(sluice, "version")),
            new Started("sluice flows", List.of(sluice, "flows", logs, "--cluster", cluster)));
  }

  /**
   * Runs it: {@code Startup LAUNCHER EXAMPLE [--rounds N]}.
   *
   * @throws IOException where a command fails
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> options = List.of(arguments).subList(2, arguments.length);
    int rounds = rounds(options);
    if (rounds == 0) {
      System.err.println(USAGE);
      System.exit(2);
    }
    Path folder = Files.createTempDirectory("sluice-startup");
    try {
      Path java = Path.of(System.getProperty("java.home", ""), "bin", "java");
      BareProgram bare = BareProgram.in(folder, java);
      Path launcher = Path.of(arguments[0]);
      new Startup(bare, launcher, Path.of(arguments[1]), folder, System.out).run(rounds);
    } finally {
      delete(folder);
    }
  }

  /** How many rounds are asked for; 0 where that makes no sense. */
  static int rounds(List<String> options) {
    if (options.isEmpty()) {
      return ROUNDS;
    }
    boolean sound =
        options.size() == 2
            && options.get(0).equals("--rounds")
            && options.get(1).matches("[1-9][0-9]{0,3}|10000");
    return sound ? Integer.parseInt(options.get(1)) : 0;
  }

  void run(int rounds) throws IOException, InterruptedException {
    double load = load();
    List<Started> all = Stream.concat(others.stream(), ours.stream()).toList();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < all.size(); i++) {
        Started next = all.get((round + i) % all.size());
        Path output = folder.resolve("output.txt");
        next.runs().add(Run.of(next.command(), output, folder.resolve("errors.txt")));
      }
    }
    print(rounds, load);
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private void print(int rounds, double loadBefore) {
    say(
        "Java %s, %d processors, %d rounds, load %.1f before and %.1f after",
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        rounds,
        loadBefore,
        load());
    say("%n%-26s | %-24s | %-24s", "", "seconds", "CPU seconds");
    Stream.concat(others.stream(), ours.stream())
        .forEach(
            one ->
                say(
                    "%-26s | %-24s | %-24s",
                    one.name(),
                    Spread.of(one.runs(), Run::seconds).text(3),
                    Spread.of(one.runs(), Run::cpuSeconds).text(3)));
    say("%n%-42s | %-24s | %-24s", "ratio, round by round", "time", "CPU time");
    for (Started one : ours) {
      for (Started other : others) {
        say(
            "%-42s | %-24s | %-24s",
            one.name() + " / " + other.name(),
            ratio(one, other, Run::seconds).text(2),
            ratio(one, other, Run::cpuSeconds).text(2));
      }
    }
  }

  private static Spread ratio(Started one, Started other, ToDoubleFunction<Run> value) {
    return Spread.of(
        IntStream.range(0, one.runs().size()).boxed().toList(),
        i -> value.applyAsDouble(one.runs().get(i)) / value.applyAsDouble(other.runs().get(i)));
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(Startup::deleteOne);
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
