package io.sluice.recommender.audit.world;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.analyzer.policy.load.PolicyProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final boolean sctpTakenAsEnabled;
  private final Asker asker;
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
    this.inventory = inventory;
    this.evaluator = new Evaluator(policies, inventory, engine, foreign);
    this.problems = List.copyOf(problems);
    this.names = new EndNames(inventory, owners);
    this.asker = new Asker(inventory, names, policies, engine);
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
    return asker.ask(end(from), from, dialled(to, protocol, port), to, protocol, port);
  }

  private NamedEnd dialled(String to, int protocol, int port) {
    String word = Protocol.ofNumber(protocol).map(Protocol::name).orElse("");
    Optional<NamedEnd> service =
        word.isEmpty() || port < 0 ? Optional.empty() : names.dialled(to, word, port);
    return service.orElseGet(() -> end(to));
  }

  /** The verdict on a connection of a pair that was asked about. */
  public Verdict verdict(Asked asked, Connection connection) {
    return asked
        .dialled()
        .filter(dialled -> connection.client() instanceof Subject.OfPod)
        .map(dialled -> dialled.verdict(connection, evaluator))
        .orElseGet(() -> evaluator.evaluate(connection));
  }
}
