package io.sluice.bench.endtoend;

import io.sluice.bench.endtoend.Contestant.Answer;
import io.sluice.bench.endtoend.LogFiles.Written;
import io.sluice.bench.process.JavaProfile;
import io.sluice.bench.process.Run;
import io.sluice.bench.process.Spread;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Makes logs and has Sluice, DuckDB, and what only reads the bytes run on them in turn, round by
 * round in another order; prints what each run took. Everything is a process of its own; the files
 * have just been written, so they are in the page cache.
 */
public final class EndToEnd {
  private static final String LIBRARY = "libduckdb_java.so";

  private final Order order;
  private final Path folder;
  private final Written logs;
  private final List<Contestant> contestants = new ArrayList<>();

  private EndToEnd(Order order, Path folder) throws IOException {
    this.order = order;
    this.folder = folder;
    Fleet fleet = new Fleet(order.pods(), order.seed());
    new SnapshotFiles(fleet, order.noise() > 0).write(folder.resolve("cluster"));
    logs =
        new LogFiles(fleet, order.form(), order.files(), order.size(), order.seed(), order.noise())
            .write(folder.resolve("logs"));
    say(
        "%s: %,d records, %,d bytes in %d files; %,d pods; %.0f %% noise",
        order.form().word,
        logs.records(),
        logs.bytes(),
        logs.paths().size(),
        fleet.pods(),
        order.noise() * 100);
  }

  /**
   * Runs it: {@code EndToEnd LAUNCHER DUCKDB_JAR OPTION…}.
   *
   * @throws IOException where a file or a command fails
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> options = List.of(arguments).subList(2, arguments.length);
    Order order;
    try {
      order = Order.of(options.toArray(String[]::new));
    } catch (Order.Misuse e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Path folder =
        order.directory().isPresent()
            ? Files.createDirectories(order.directory().get())
            : Files.createTempDirectory("sluice-endtoend");
    try {
      EndToEnd bench = new EndToEnd(order, folder);
      switch (order.purpose()) {
        case ONLY_WRITE -> {}
        case AGAINST_REFERENCE ->
            new AgainstReference(bench.sluice(arguments[0]), bench.logs, folder).run();
        case PROFILE -> bench.profile(arguments[0]);
        case COMPARE -> {
          bench.enter(arguments[0], Path.of(arguments[1]));
          bench.rounds();
          bench.print();
        }
      }
    } finally {
      if (order.directory().isEmpty()) {
        delete(folder);
      }
    }
  }

  private List<String> paths() {
    return logs.paths().stream().map(Path::toString).toList();
  }

  /** What reads the logs, but for where the edges go. */
  private List<String> sluice(String launcher) {
    List<String> sluice = new ArrayList<>(List.of(launcher, "flows"));
    sluice.addAll(paths());
    sluice.addAll(List.of("--cluster", folder.resolve("cluster").toString()));
    sluice.addAll(order.options());
    return sluice;
  }

  private void enter(String launcher, Path duckDbJar) throws IOException {
    List<String> paths = paths();
    List<String> sluice = sluice(launcher);
    sluice.addAll(List.of("-o", "edges=" + folder.resolve("out.edges")));
    contestants.add(new Contestant("sluice", sluice, Answer.WORDS));
    if (order.duckDb()) {
      contestants.add(new Contestant("duckdb", duckDb(duckDbJar, paths), Answer.COUNTS));
    }
    if (order.form().packed()) {
      contestants.add(
          new Contestant("gzip -dc", joined(List.of("gzip", "-dc"), paths), Answer.LOGS));
    } else {
      contestants.add(new Contestant("wc -l", joined(List.of("wc", "-l"), paths), Answer.WORDS));
    }
  }

  private static List<String> joined(List<String> first, List<String> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  /** Unpacks the library once, which the driver would do at every start. */
  private List<String> duckDb(Path jar, List<String> paths) throws IOException {
    String java = Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
    String classes = System.getProperty("java.class.path", "");
    String architecture = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "amd64";
    try (ZipFile zip = new ZipFile(jar.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(LIBRARY + "_linux_" + architecture))) {
      Files.copy(in, folder.resolve(LIBRARY), StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> command = new ArrayList<>(List.of(java, "-Xmx256m", "-XX:+UseSerialGC"));
    command.add("-Djava.library.path=" + folder);
    command.addAll(List.of("-cp", classes + File.pathSeparator + jar));
    command.add(DuckDbQuery.class.getName());
    command.add(order.form().name());
    command.add(Integer.toString(Runtime.getRuntime().availableProcessors()));
    command.addAll(paths);
    return command;
  }

  private void rounds() throws IOException, InterruptedException {
    for (int round = 0; round < order.rounds(); round++) {
      for (int i = 0; i < contestants.size(); i++) {
        Contestant contestant = contestants.get((round + i) % contestants.size());
        Path errors = folder.resolve("errors.txt");
        Path output =
            contestant.answer() == Answer.LOGS
                ? Path.of("/dev/null")
                : folder.resolve("output.txt");
        Run run = Run.of(contestant.command(), output, errors);
        contestant.runs().add(run);
        say(
            "round %d %-8s %6.2f s %6.2f CPU s%s",
            round + 1,
            contestant.name(),
            run.seconds(),
            run.cpuSeconds(),
            check(contestant, output));
      }
    }
  }

  /** One run, with what the recording costs. */
  private void profile(String launcher) throws IOException, InterruptedException {
    List<String> command = sluice(launcher);
    command.addAll(List.of("-o", "edges=" + folder.resolve("out.edges")));
    Path recording = folder.resolve("sluice.jfr");
    Run run =
        Run.of(
            command,
            JavaProfile.environment(recording),
            folder.resolve("output.txt"),
            folder.resolve("errors.txt"));
    say("%.2f s, %.2f CPU s", run.seconds(), run.cpuSeconds());
    say("%s", JavaProfile.read(recording).text(run));
  }

  /** DuckDB's own count must be what was written, or it was not asked the right question. */
  private String check(Contestant contestant, Path output) throws IOException {
    if (contestant.answer() != Answer.COUNTS) {
      return "";
    }
    String[] words = Files.readString(output).strip().split(" ", -1);
    if (Long.parseLong(words[0]) != logs.records()) {
      throw new IOException("DuckDB counts " + words[0] + " records of " + logs.records());
    }
    return String.format(
        Locale.ROOT, " (query alone %s s, %s CPU s; %s groups)", words[2], words[3], words[1]);
  }

  private void print() {
    double megabytes = logs.bytes() / 1e6;
    say(
        "%n%-9s | %-24s | %-24s | %-24s | %-10s | %s",
        "", "seconds", "CPU seconds", "MB/s", "peak RSS", "of it no file");
    for (Contestant contestant : contestants) {
      List<Run> runs = contestant.runs();
      say(
          "%-9s | %-24s | %-24s | %-24s | %7.0f MB | %7.0f MB",
          contestant.name(),
          Spread.of(runs, Run::seconds).text(2),
          Spread.of(runs, Run::cpuSeconds).text(2),
          Spread.of(runs, run -> megabytes / run.seconds()).text(0),
          Spread.of(runs, Run::peakBytes).most() / 1e6,
          Spread.of(runs, Run::peakAnonBytes).most() / 1e6);
    }
    List<Run> sluice = contestants.get(0).runs();
    for (Contestant other : contestants.subList(1, contestants.size())) {
      List<Integer> rounds = Stream.iterate(0, i -> i + 1).limit(order.rounds()).toList();
      Spread wall = Spread.of(rounds, i -> other.runs().get(i).seconds() / sluice.get(i).seconds());
      Spread cpu =
          Spread.of(rounds, i -> other.runs().get(i).cpuSeconds() / sluice.get(i).cpuSeconds());
      say("%s / sluice: time %s, CPU time %s", other.name(), wall.text(2), cpu.text(2));
    }
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(EndToEnd::deleteOne);
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
