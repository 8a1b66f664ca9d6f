package io.sluice.recommender.audit.world;

import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.inventory.Backend;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.recommender.audit.AddressClasses;
import io.sluice.recommender.audit.Entrances;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A cluster with its policies, to be asked about connections between ends that people name. For one
 * thread, because it remembers the ends that it was asked about.
 */
public final class World {
  private static final int REMEMBERED_ENDS = 4_096;

  private final Inventory inventory;
  private final Evaluator evaluator;
  private final List<PolicyProblem> problems;
  private final EndNames names;
  private final Entrances entrances;
  private final boolean sctpTakenAsEnabled;
  private final Pairs pairs;
  private final Map<String, NamedEnd> ends =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, NamedEnd> eldest) {
          return size() > REMEMBERED_ENDS;
        }
      };

  /**
   * A world.
   *
   * @param foreign policies of other APIs, whose pods' connections are not evaluated
   * @param problems what is wrong with its policies
   * @param owners what its pods are also called by
   */
  public World(
      Inventory inventory,
      PolicySet policies,
      ForeignPolicies foreign,
      List<PolicyProblem> problems,
      DirectOwners owners,
      EngineProfile engine) {
    this(inventory, policies, foreign, problems, owners, engine, false);
  }

  private World(
      Inventory inventory,
      PolicySet policies,
      ForeignPolicies foreign,
      List<PolicyProblem> problems,
      DirectOwners owners,
      EngineProfile engine,
      boolean sctpTakenAsEnabled) {
    this.sctpTakenAsEnabled = sctpTakenAsEnabled;
    this.entrances = new Entrances(inventory);
    this.inventory = inventory;
    this.evaluator = new Evaluator(policies, inventory, engine, foreign);
    this.problems = List.copyOf(problems);
    this.names = new EndNames(inventory, owners);
    this.pairs = new Pairs(inventory, AddressClasses.toldApartBy(List.of(policies)));
  }

  /**
   * A world where an engine that has to be told to filter SCTP was told: an expectation of SCTP is
   * about policies, and one that nobody can meet would be of no use.
   */
  public static World takingSctpAsEnabled(
      Inventory inventory,
      PolicySet policies,
      ForeignPolicies foreign,
      List<PolicyProblem> problems,
      DirectOwners owners,
      EngineProfile engine) {
    return new World(
        inventory, policies, foreign, problems, owners, engine.withSctp(), !engine.ports().sctp());
  }

  /** Whether answers about SCTP rest on an assumption about the engine. */
  public boolean sctpTakenAsEnabled() {
    return sctpTakenAsEnabled;
  }

  public Inventory inventory() {
    return inventory;
  }

  /** The connection as this world's engine meets it. */
  public Connection met(Connection connection) {
    return entrances.met(connection, evaluator.engine());
  }

  public Evaluator evaluator() {
    return evaluator;
  }

  /** What is wrong with its policies, sorted by file and line. */
  public List<PolicyProblem> problems() {
    return problems;
  }

  /** Pods and policies, as a measure of the memory that it takes. */
  public int size() {
    return inventory.pods().size() + evaluator.policies().policies().size();
  }

  /** Who a text stands for. */
  public NamedEnd end(String text) {
    NamedEnd known = ends.get(text);
    if (known == null) {
      known = names.find(text);
      ends.put(text, known);
    }
    return known;
  }

  /**
   * Which pairs of pods a question is about.
   *
   * @param protocol IANA number, or -1
   * @param port port as the client dials it, or -1; a Service's leads to its pods' own
   */
  public Asked ask(String from, String to, int protocol, int port) {
    NamedEnd client = end(from);
    NamedEnd server = end(to);
    if (client instanceof NamedEnd.Unknown unknown) {
      return Asked.nobody(unknown.reason(), unknown.near());
    }
    if (server instanceof NamedEnd.Unknown unknown) {
      return Asked.nobody(unknown.reason(), unknown.near());
    }
    if (client instanceof NamedEnd.OfService of) {
      return Asked.nobody(
          "\"" + from + "\" is Service " + of.service().title() + ", and Services call nobody",
          List.of());
    }
    NamedEnd.Subjects clients = (NamedEnd.Subjects) client;
    if (server instanceof NamedEnd.OfService of) {
      return behind(of.service(), clients, protocol, port);
    }
    NamedEnd.Subjects servers = (NamedEnd.Subjects) server;
    List<String> notes = new ArrayList<>(List.of(clients.note(), servers.note()));
    notes.add(dialled(to, protocol, port));
    return about(pairs.of(clients.subjects(), servers.subjects(), port), notes);
  }

  private Asked behind(Service service, NamedEnd.Subjects clients, int protocol, int port) {
    String word = Protocol.ofNumber(protocol).map(Protocol::name).orElse("");
    String what = "Service " + service.title();
    if (word.isEmpty() || port < 0) {
      return Asked.nobody(what + " leads to pods only by a TCP, UDP or SCTP port", List.of());
    }
    Map<Integer, List<Subject>> byPort = new TreeMap<>();
    for (Backend backend : backends(service, word, port)) {
      byPort
          .computeIfAbsent(backend.port(), p -> new ArrayList<>())
          .add(new Subject.OfPod(backend.pod()));
    }
    if (byPort.isEmpty()) {
      return Asked.nobody(
          what
              + " leads to no known pod on "
              + word
              + "/"
              + port
              + "; its ports are "
              + ports(service),
          List.of());
    }
    List<Pair> all = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    byPort.forEach(
        (target, subjects) -> {
          all.addAll(pairs.of(clients.subjects(), subjects, target));
          targets.add(word + "/" + target + " of " + named(subjects));
        });
    String leads = what + " " + word + "/" + port + " leads to " + String.join(" and ", targets);
    return about(all, List.of(clients.note(), leads));
  }

  /** Without loopback, which is always open, as long as there is anything else. */
  private static Asked about(List<Pair> all, List<String> notes) {
    List<Pair> others = all.stream().filter(pair -> !pair.isLoopback()).toList();
    return Asked.about(
        others.isEmpty() ? all : others, notes.stream().filter(note -> !note.isEmpty()).toList());
  }

  private List<Backend> backends(Service service, String protocol, int port) {
    return inventory.backends(service, protocol, port, inventory.takenAtMillis());
  }

  /** A warning where a workload's namesake Service has this port and leads to another one. */
  private String dialled(String to, int protocol, int port) {
    Optional<Service> service = names.service(to);
    String word = Protocol.ofNumber(protocol).map(Protocol::name).orElse("");
    if (service.isEmpty() || word.isEmpty() || port < 0) {
      return "";
    }
    List<Backend> backends = backends(service.get(), word, port);
    boolean other = backends.stream().anyMatch(backend -> backend.port() != port);
    return other
        ? "Service "
            + to
            + " leads "
            + word
            + "/"
            + port
            + " to "
            + word
            + "/"
            + backends.get(0).port()
            + "; ask about "
            + to
            + "[Service] for that"
        : "";
  }

  private static String named(List<Subject> subjects) {
    int more = subjects.size() - 1;
    return subjects.get(0) + (more == 0 ? "" : " and " + more + " more");
  }

  private static String ports(Service service) {
    return service.ports().isEmpty()
        ? "none"
        : service.ports().stream()
            .map(port -> port.protocol() + "/" + port.port())
            .collect(Collectors.joining(", "));
  }
}
