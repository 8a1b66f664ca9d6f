package io.sluice.recommender.pr;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.pr.host.PullRequest;
import io.sluice.recommender.pr.host.PullRequest.State;
import io.sluice.recommender.pr.host.PullRequestHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs of Sluice and work of people in any order, by a seed. Whatever people wrote carries a
 * number, so that what is lost can be named.
 */
final class Interleaving implements AutoCloseable {
  private static final List<String> WORKLOADS =
      List.of("shop/cart", "shop/web", "shop/db", "pay/api", "pay/ledger");

  private final Random random;
  private final String title;
  private final Path folder;
  private final Remote remote;
  private final MemoryHost memory;
  private final Optional<PullRequestHost> host;
  private final Wish wish = new Wish();
  private final StringBuilder story = new StringBuilder();
  private int written;
  int runs;
  int stopped;
  int merged;
  int declined;

  Interleaving(long seed, boolean withHost, Path folder) {
    this.random = new Random(seed);
    this.title = "seed " + seed + (withHost ? " with a host" : "");
    this.folder = folder;
    this.remote = Remote.with(folder.resolve("remote.git"), Map.of("README.md", "hello\n"));
    this.memory = new MemoryHost(remote);
    this.host = withHost ? Optional.of(memory) : Optional.empty();
    wish.tighten = true;
    wish.allowWidening = random.nextBoolean();
    wish.stage = Stage.BOTH;
  }

  void play(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
    run();
  }

  private void step() {
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> run();
      case 3, 4 -> evidence();
      case 5 -> commitOnBranch();
      case 6 -> editGenerated();
      case 7 -> handWritten();
      case 8 -> moveBase();
      case 9, 10 -> merge();
      case 11 -> closeOrReopen();
      case 12 -> deleteBranch();
      default -> editKustomization();
    }
  }

  private void tell(String what) {
    story.append(what).append('\n');
  }

  private String line() {
    return "# by hand " + ++written;
  }

  private void evidence() {
    String workload = pick(WORKLOADS);
    int port = 8000 + random.nextInt(4);
    boolean more = random.nextInt(3) > 0;
    if (more) {
      wish.calls(workload, port);
    } else if (random.nextBoolean()) {
      wish.ports.remove(workload);
    } else if (wish.ports.containsKey(workload)) {
      wish.ports.get(workload).remove(port);
    }
    wish.endMillis += 3_600_000;
    tell("evidence " + workload + " " + wish.ports.get(workload));
  }

  private void commitOnBranch() {
    branch()
        .ifPresent(
            branch -> {
              List<String> files = List.copyOf(remote.files(branch).keySet());
              String path = random.nextBoolean() ? pick(files) : "notes-" + written + ".txt";
              tell("commit on " + branch + ": " + path);
              remote.append(branch, path, line());
            });
  }

  private void editGenerated() {
    generated()
        .ifPresent(
            path -> {
              tell("edit " + path);
              remote.append(Remote.MAIN, path, line());
            });
  }

  private void handWritten() {
    String path = "clusters/prod/" + pick(List.of("shop", "pay")) + "/own-" + written + ".yaml";
    tell("write " + path);
    remote.write(
        Remote.MAIN,
        random.nextInt(4) == 0 ? "clusters/prod/" + pick(WORKLOADS) + ".yaml" : path,
        line() + "\n");
  }

  private void editKustomization() {
    String path = "clusters/prod/" + pick(List.of("", "shop/", "pay/")) + "kustomization.yaml";
    tell("edit " + path);
    if (remote.files(Remote.MAIN).containsKey(path)) {
      remote.append(Remote.MAIN, path, line());
    } else {
      remote.write(Remote.MAIN, path, line() + "\nresources:\n- other.yaml\n");
    }
  }

  private void moveBase() {
    tell("move the base");
    remote.append(Remote.MAIN, "README.md", line());
  }

  private void merge() {
    branch()
        .ifPresent(
            branch -> {
              SortedMap<Integer, String> before = lines(Remote.MAIN);
              boolean done = remote.merge(branch);
              tell("merge " + branch + ": " + done);
              if (done) {
                merged++;
                assertThat(lines(Remote.MAIN).keySet()).as(title()).containsAll(before.keySet());
                openOf(branch).ifPresent(request -> memory.set(request, State.MERGED));
                if (random.nextBoolean()) {
                  remote.delete(branch);
                }
              }
            });
  }

  private void closeOrReopen() {
    if (memory.requests.isEmpty()) {
      return;
    }
    PullRequest request = memory.requests.get(random.nextInt(memory.requests.size()));
    boolean reopens =
        request.state() == State.CLOSED
            && openOf(request.branch()).isEmpty()
            && remote.head(request.branch()).isPresent();
    if (request.state() == State.OPEN || reopens) {
      tell((reopens ? "reopen " : "close ") + request.branch());
      memory.set(request, reopens ? State.OPEN : State.CLOSED);
    }
  }

  private void deleteBranch() {
    branch()
        .ifPresent(
            branch -> {
              tell("delete " + branch);
              remote.delete(branch);
              // Hosts close a pull request whose branch goes.
              openOf(branch).ifPresent(request -> memory.set(request, State.CLOSED));
            });
  }

  private Optional<PullRequest> openOf(String branch) {
    return memory.requests.stream()
        .filter(r -> r.branch().equals(branch) && r.state() == State.OPEN)
        .findFirst();
  }

  /** A run loses nothing, and a second one after it has nothing to do. */
  private void run() {
    Map<String, SortedMap<Integer, String>> before = linesOfAll();
    String main = remote.head(Remote.MAIN).orElseThrow();
    Wish.Run first = apply();
    tell("run " + first.outcomes());
    assertThat(remote.head(Remote.MAIN)).as(title()).contains(main);
    before.forEach(
        (branch, lines) -> {
          SortedMap<Integer, String> ofMain = before.getOrDefault(Remote.MAIN, new TreeMap<>());
          boolean own = lines.keySet().stream().anyMatch(line -> !ofMain.containsKey(line));
          if (own) {
            assertThat(remote.head(branch)).as(title() + branch).isPresent();
            assertThat(lines(branch).keySet()).as(title() + branch).containsAll(lines.keySet());
          }
        });
    noLineOfTheBaseIsTakenAway(before.getOrDefault(Remote.MAIN, new TreeMap<>()));
    count(first);
    quiet(first);
  }

  /** In branches that were just made on the base. */
  private void noLineOfTheBaseIsTakenAway(SortedMap<Integer, String> ofMain) {
    for (String branch : branches()) {
      boolean fresh =
          remote.commitOf(branch).getParentCount() == 1
              && remote
                  .commitOf(branch)
                  .getParent(0)
                  .name()
                  .equals(remote.head(Remote.MAIN).orElseThrow());
      if (fresh) {
        assertThat(lines(branch).keySet()).as(title() + branch).containsAll(ofMain.keySet());
      }
    }
  }

  private void count(Wish.Run run) {
    runs++;
    for (Outcome outcome : run.outcomes().values()) {
      stopped += outcome.kind() == Outcome.Kind.STOPPED ? 1 : 0;
      declined += outcome.kind() == Outcome.Kind.DECLINED ? 1 : 0;
    }
  }

  private void quiet(Wish.Run first) {
    SortedMap<String, String> refs = remote.refs();
    long objects = remote.objects();
    int writes = memory.writes;
    Wish.Run second = apply();
    assertThat(remote.refs()).as(title() + first.outcomes() + second.outcomes()).isEqualTo(refs);
    assertThat(remote.objects()).as(title()).isEqualTo(objects);
    assertThat(memory.writes).as(title() + second.outcomes()).isEqualTo(writes);
  }

  private Wish.Run apply() {
    Path scratch = folder.resolve("scratch");
    try {
      Files.createDirectories(scratch);
      return wish.apply(remote.folder().toString(), host, scratch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(scratch);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, SortedMap<Integer, String>> linesOfAll() {
    Map<String, SortedMap<Integer, String>> all = new HashMap<>();
    remote.refs().keySet().forEach(branch -> all.put(branch, lines(branch)));
    return all;
  }

  /** The numbers of what people wrote, and the files that they stand in. */
  private SortedMap<Integer, String> lines(String branch) {
    SortedMap<Integer, String> lines = new TreeMap<>();
    remote
        .files(branch)
        .forEach(
            (path, content) ->
                content
                    .lines()
                    .filter(line -> line.startsWith("# by hand "))
                    .forEach(
                        line ->
                            lines.put(
                                Integer.parseInt(line.substring("# by hand ".length())), path)));
    return lines;
  }

  private List<String> branches() {
    List<String> branches = new ArrayList<>(remote.refs().keySet());
    branches.remove(Remote.MAIN);
    return branches;
  }

  private Optional<String> branch() {
    List<String> branches = branches();
    return branches.isEmpty() ? Optional.empty() : Optional.of(pick(branches));
  }

  private Optional<String> generated() {
    List<String> files =
        remote.files(Remote.MAIN).keySet().stream()
            .filter(path -> path.startsWith("clusters/prod/"))
            .toList();
    return files.isEmpty() ? Optional.empty() : Optional.of(pick(files));
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private String title() {
    return title + "\n" + story;
  }

  @Override
  public void close() {
    remote.close();
  }
}
