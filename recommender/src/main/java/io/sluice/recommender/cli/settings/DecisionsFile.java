package io.sluice.recommender.cli.settings;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.recommend.decision.EdgeDecision;
import io.sluice.recommender.recommend.decision.EndPattern;
import io.sluice.recommender.recommend.decision.HoldDecision;
import io.sluice.recommender.recommend.decision.NamePattern;
import io.sluice.recommender.recommend.decision.PortPattern;
import io.sluice.recommender.recommend.decision.Sponsor;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The file of {@code --decisions}; {@code config/decisions.yaml} shows every key. All that is wrong
 * with it is reported at once.
 */
final class DecisionsFile {
  private static final String PATH = "decisions";
  private static final List<String> SPONSOR = List.of("owner", "reason", "ticket", "expires");
  private static final List<String> KEYS =
      List.of(
          "decision",
          "from",
          "to",
          "port",
          "workload",
          "direction",
          "hold",
          "owner",
          "reason",
          "ticket",
          "expires");

  private final String file;
  private final SettingsReader reader;
  private final List<EdgeDecision> edges = new ArrayList<>();
  private final List<HoldDecision> holds = new ArrayList<>();

  private DecisionsFile(String file) {
    this.file = file;
    this.reader = new SettingsReader(file);
  }

  /** Reads a file; without one nobody decided anything. */
  static Decisions load(Optional<Path> path) {
    if (path.isEmpty()) {
      return Decisions.none();
    }
    DecisionsFile file = new DecisionsFile(path.get().toString());
    SortedMap<String, Node> top =
        file.reader.mapping(SettingsFile.root("--decisions", path.get()), "", List.of(PATH));
    for (Node item : file.reader.items(Optional.ofNullable(top.get(PATH)), PATH)) {
      file.read(item);
    }
    if (!file.reader.problems().isEmpty()) {
      throw new UsageException(String.join("\n", file.reader.problems()));
    }
    return new Decisions(file.edges, file.holds, LocalDate.EPOCH);
  }

  private void read(Node item) {
    int line = reader.line(item);
    SortedMap<String, Node> keys = reader.mapping(Optional.of(item), PATH, KEYS);
    Optional<EdgeDecision.Kind> kind = kind(line, text(keys, "decision"));
    Optional<Sponsor> sponsor = sponsor(line, keys);
    if (kind.isEmpty() || sponsor.isEmpty()) {
      return;
    }
    if (keys.containsKey("hold") || keys.containsKey("workload")) {
      hold(line, keys, kind.get(), sponsor.get()).ifPresent(holds::add);
    } else {
      edge(line, keys, kind.get(), sponsor.get()).ifPresent(edges::add);
    }
  }

  private Optional<EdgeDecision.Kind> kind(int line, Optional<String> word) {
    Optional<EdgeDecision.Kind> kind =
        Arrays.stream(EdgeDecision.Kind.values())
            .filter(k -> word.filter(k.word()::equals).isPresent())
            .findFirst();
    if (kind.isEmpty()) {
      reader.problem(
          line,
          PATH
              + ".decision must be one of "
              + Arrays.stream(EdgeDecision.Kind.values())
                  .map(EdgeDecision.Kind::word)
                  .collect(Collectors.joining(", "))
              + found(word));
    }
    return kind;
  }

  private Optional<Sponsor> sponsor(int line, SortedMap<String, Node> keys) {
    Optional<String> owner = demanded(line, keys, "owner", "must name a person or team");
    Optional<String> reason = demanded(line, keys, "reason", "must say why");
    Optional<LocalDate> expires =
        new SettingsExceptions(reader, PATH).date(line, text(keys, "expires"));
    return owner.isEmpty() || reason.isEmpty() || expires.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Sponsor(
                owner.get(),
                reason.get(),
                text(keys, "ticket").orElse(""),
                expires.get(),
                new ObjectOrigin(file, line)));
  }

  private Optional<EdgeDecision> edge(
      int line, SortedMap<String, Node> keys, EdgeDecision.Kind kind, Sponsor sponsor) {
    only(line, keys, List.of("from", "to", "port"), "a decision about connections");
    Optional<EndPattern> from = end(line, keys, "from");
    Optional<EndPattern> to = end(line, keys, "to");
    Optional<String> portText = text(keys, "port");
    Optional<PortPattern> port = portText.flatMap(PortPattern::parse);
    if (portText.isPresent() && port.isEmpty()) {
      reader.problem(
          line, PATH + ".port must be such as TCP/8443, TCP/8000-8010 or UDP" + found(portText));
      return Optional.empty();
    }
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (kind == EdgeDecision.Kind.EXPECT && !isPrecise(from.get(), to.get(), port)) {
      reader.problem(
          line,
          PATH
              + ": expect opens what nobody has seen, so it needs a port, and workloads or ranges"
              + " as from and to");
      return Optional.empty();
    }
    return Optional.of(new EdgeDecision(kind, from.get(), to.get(), port, sponsor));
  }

  private static boolean isPrecise(EndPattern from, EndPattern to, Optional<PortPattern> port) {
    return port.isPresent()
        && List.of(from, to).stream()
            .allMatch(
                end -> end instanceof EndPattern.Workloads || end instanceof EndPattern.Addresses);
  }

  private Optional<EndPattern> end(int line, SortedMap<String, Node> keys, String key) {
    Optional<String> text = text(keys, key);
    Optional<EndPattern> end = text.flatMap(DecisionsFile::end);
    if (end.isEmpty()) {
      reader.problem(
          line,
          PATH
              + "."
              + key
              + " must be a workload such as shop/cart or shop/*, an address or a range such as"
              + " 203.0.113.0/24, external, nodes or *"
              + found(text));
    }
    return end;
  }

  private static Optional<EndPattern> end(String text) {
    if (text.equals("*")) {
      return Optional.of(new EndPattern.Anyone());
    }
    if (text.equals("external")) {
      return Optional.of(new EndPattern.Outside());
    }
    if (text.equals("nodes")) {
      return Optional.of(new EndPattern.Nodes());
    }
    Optional<Cidr> range = Cidr.parse(text).or(() -> IpAddress.parse(text).map(Cidr::of));
    return range.isPresent()
        ? Optional.of(new EndPattern.Addresses(range.get()))
        : Optional.of(text)
            .filter(name -> name.matches("[-a-z0-9.*?]+/[-a-zA-Z0-9.:_*?]+"))
            .map(name -> new EndPattern.Workloads(new NamePattern(name)));
  }

  private Optional<HoldDecision> hold(
      int line, SortedMap<String, Node> keys, EdgeDecision.Kind kind, Sponsor sponsor) {
    only(line, keys, List.of("workload", "direction", "hold"), "a decision about a hold");
    if (kind != EdgeDecision.Kind.ACCEPT) {
      reader.problem(line, PATH + ": a hold can only be accepted");
    }
    Optional<String> workload = demanded(line, keys, "workload", "must be such as shop/cart");
    Optional<String> hold =
        demanded(line, keys, "hold", "must be the word of a hold, such as partial-source");
    Optional<String> word = text(keys, "direction").filter(text -> !text.equals("both"));
    Optional<Direction> direction =
        Arrays.stream(Direction.values())
            .filter(d -> word.filter(d.word()::equals).isPresent())
            .findFirst();
    if (word.isPresent() && direction.isEmpty()) {
      reader.problem(line, PATH + ".direction must be ingress, egress or both" + found(word));
    }
    return workload.isEmpty() || hold.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HoldDecision(new NamePattern(workload.get()), direction, hold.get(), sponsor));
  }

  /** Keys of the other sort of decision are a slip that must not pass in silence. */
  private void only(int line, SortedMap<String, Node> keys, List<String> known, String what) {
    keys.keySet().stream()
        .filter(key -> KEYS.contains(key) && !SPONSOR.contains(key) && !key.equals("decision"))
        .filter(key -> !known.contains(key))
        .forEach(key -> reader.problem(line, PATH + "." + key + " has no place in " + what));
  }

  private Optional<String> demanded(
      int line, SortedMap<String, Node> keys, String key, String what) {
    Optional<String> text = text(keys, key).filter(found -> !found.isBlank());
    if (text.isEmpty()) {
      reader.problem(line, PATH + "." + key + " " + what);
    }
    return text;
  }

  private Optional<String> text(SortedMap<String, Node> keys, String key) {
    return reader.text(Optional.ofNullable(keys.get(key)), PATH + "." + key);
  }

  private static String found(Optional<String> text) {
    return text.map(t -> ", but is \"" + t + "\"").orElse("");
  }
}
