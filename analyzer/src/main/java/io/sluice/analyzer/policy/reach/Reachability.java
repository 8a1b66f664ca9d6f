package io.sluice.analyzer.policy.reach;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.compile.Declaration;
import io.sluice.analyzer.policy.compile.Filters;
import io.sluice.analyzer.policy.compile.PeerSets;
import io.sluice.analyzer.policy.compile.PodClass;
import io.sluice.analyzer.policy.compile.PodClasses;
import io.sluice.analyzer.policy.compile.PortClass;
import io.sluice.analyzer.policy.compile.PortClasses;
import io.sluice.analyzer.policy.compile.Vocabulary;
import io.sluice.analyzer.policy.evaluate.match.NameNumbers;
import io.sluice.analyzer.policy.evaluate.match.Surroundings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.roaringbitmap.ImmutableBitmapDataProvider;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which pods may reach which, on every port: for each class of source pods and each class of ports
 * one bitmap of destination classes, a <em>row</em>. Equal rows are kept once. It says of any two
 * pods what {@code Evaluator.allows} says, so what cannot be told is not in it, which is its oracle
 * in {@code ReachabilityAgainstTheEvaluatorTest}.
 *
 * <p>Rows hold classes rather than pods, because there are far fewer; {@link #podsOf} turns them
 * into pods. Two things are no matter of classes and therefore not in the rows: a pod always
 * reaches itself, and engines let traffic between a pod and its own node pass. {@link #allows},
 * {@link #destinationsOf} and {@link #allowedPairs} mind both.
 *
 * <p>Building it takes one thread; afterwards nothing changes, and threads may share it.
 */
public final class Reachability {
  private final PodClasses pods;
  private final PortClasses ports;
  private final OwnNodes ownNodes;
  private final Rows rows;
  private final long[] pairs;

  private Reachability(
      PolicySet policies, List<Pod> among, Surroundings surroundings, EngineProfile engine) {
    Filters filters = Filters.of(policies, engine);
    Vocabulary vocabulary = Vocabulary.of(filters);
    this.pods = PodClasses.of(among, surroundings, vocabulary, filters);
    this.ports = new PortClasses(vocabulary.ports(), declarations(pods));
    this.ownNodes = new OwnNodes(pods, filters);
    Rules rules =
        new Rules(
            new PeerSets(pods, surroundings, vocabulary), ports, new NameNumbers(surroundings));
    BitmapPool sets = new BitmapPool();
    RowBuilder builder =
        new RowBuilder(
            new Isolation(Direction.EGRESS, filters, pods, rules),
            new Isolation(Direction.INGRESS, filters, pods, rules),
            new Admissions(pods, ports, sets),
            pods,
            ports.size(),
            sets);
    this.rows = builder.build(pods.size());
    this.pairs = new long[ports.size()];
    rows.addPairs(pods, pairs);
    ownNodes.addPairs(rows, pairs);
  }

  /** The reachability among the pods that run at the end of an inventory. */
  public static Reachability of(PolicySet policies, Inventory inventory, EngineProfile engine) {
    List<Pod> live = new ArrayList<>();
    inventory.livePods().forEach((int id) -> live.add(inventory.pods().get(id)));
    return of(policies, live, Surroundings.of(inventory), engine);
  }

  /**
   * The reachability among these pods, whose ids must differ.
   *
   * @throws IllegalArgumentException where two pods have the same id
   */
  public static Reachability of(
      PolicySet policies, List<Pod> pods, Surroundings surroundings, EngineProfile engine) {
    return new Reachability(policies, pods, surroundings, engine);
  }

  private static Set<Declaration> declarations(PodClasses pods) {
    return pods.all().stream()
        .flatMap(podClass -> pods.traits(podClass.number()).declared().stream())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The pods, class by class; bitmaps of pods hold indexes into this list. */
  public List<Pod> pods() {
    return Collections.unmodifiableList(pods.pods());
  }

  /** The classes of pods; bitmaps of classes hold indexes into this list. */
  public List<PodClass> podClasses() {
    return Collections.unmodifiableList(pods.all());
  }

  /** The classes of ports, by protocol; every port of TCP, UDP and SCTP is in one. */
  public List<PortClass> portClasses() {
    return Collections.unmodifiableList(ports.all());
  }

  /** The class of a pod, found by its id. */
  public PodClass classOf(Pod pod) {
    return pods.get(pods.classAt(pods.placeOf(pod)));
  }

  /**
   * The class of a port.
   *
   * @param port 0 to 65535
   */
  public PortClass classOf(Protocol protocol, int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be 0 to 65535, but is " + port);
    }
    return ports.all().get(ports.numberOf(protocol, port));
  }

  /**
   * Whether a pod may open a connection to another one, or to itself.
   *
   * @param port the port on the destination, 0 to 65535
   */
  public boolean allows(Pod source, Pod destination, Protocol protocol, int port) {
    int from = pods.placeOf(source);
    int to = pods.placeOf(destination);
    return from == to
        || rows.at(pods.classAt(from), classOf(protocol, port).number()).contains(pods.classAt(to))
        || ownNodes.exempt(source, destination);
  }

  /**
   * The row of a source and a port class: the destination classes that policies let it reach.
   * Shared and read-only; a source's own class is in it where its pods may reach each other.
   */
  public ImmutableBitmapDataProvider row(PodClass source, PortClass port) {
    return rows.at(source.number(), port.number());
  }

  /** The pods of some classes, as indexes into {@link #pods()}. */
  public RoaringBitmap podsOf(ImmutableBitmapDataProvider classes) {
    RoaringBitmap found = new RoaringBitmap();
    classes.forEach(
        (int number) -> found.add((long) pods.get(number).from(), (long) pods.get(number).to()));
    return found;
  }

  /** All pods but itself that one pod may reach, as indexes into {@link #pods()}. */
  public RoaringBitmap destinationsOf(Pod source, PortClass port) {
    RoaringBitmap found = podsOf(row(classOf(source), port));
    ownNodes.addDestinations(source, found);
    found.remove(pods.placeOf(source));
    return found;
  }

  /** How many pairs of a pod and another one that it may reach there are. */
  public long allowedPairs(PortClass port) {
    return pairs[port.number()];
  }

  /** How many different rows there are; the measure of its memory. */
  public int distinctRows() {
    return rows.distinctCount();
  }

  /** Shows every row: per source class, one for each port class. */
  public void forEachRow(RowVisitor visitor) {
    for (PodClass source : pods.all()) {
      for (PortClass port : ports.all()) {
        visitor.visit(source, port, row(source, port));
      }
    }
  }

  /** Is shown the rows one by one. */
  @FunctionalInterface
  public interface RowVisitor {
    /** One row, shared and read-only. */
    void visit(PodClass source, PortClass port, ImmutableBitmapDataProvider destinations);
  }
}
