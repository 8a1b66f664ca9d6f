package io.sluice.analyzer.policy.evaluate.rule;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.evaluate.match.Answer;
import io.sluice.analyzer.policy.evaluate.match.NameNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The ports of a rule by protocol, as an engine reads them.
 *
 * <p>HOT PATH: {@link #match} allocates nothing unless names stand for one number only. Immutable;
 * guarded by {@code EvaluatorBenchmark}.
 */
public final class CompiledPorts {
  private static final int LAST = 65_535;
  private static final Protocol[] PROTOCOLS = Protocol.values();

  /** By protocol, the first and the last port of each range, one behind the other. */
  private final int[][] numbers;

  private final PolicyPort.Named[][] names;
  private final RuleRef rule;
  private final EngineProfile engine;
  private final NameNumbers among;

  private CompiledPorts(
      int[][] numbers, PolicyPort.Named[][] names, RuleRef rule, Reading reading) {
    this.numbers = numbers;
    this.names = names;
    this.rule = rule;
    this.engine = reading.engine();
    this.among = reading.names();
  }

  /** No ports at all means every port of every protocol; an entry without port all of its own. */
  public static CompiledPorts of(RuleRef ref, PolicyRule rule, Reading reading) {
    int[][] numbers = new int[PROTOCOLS.length][];
    PolicyPort.Named[][] names = new PolicyPort.Named[PROTOCOLS.length][];
    for (Protocol protocol : PROTOCOLS) {
      List<PolicyPort> ports =
          rule.ports().isEmpty()
              ? List.of(new PolicyPort.Any(protocol))
              : rule.ports().stream().filter(port -> port.protocol() == protocol).toList();
      numbers[protocol.ordinal()] = numbers(ports, reading.engine().ports().ranges());
      names[protocol.ordinal()] =
          ports.stream()
              .filter(PolicyPort.Named.class::isInstance)
              .toArray(PolicyPort.Named[]::new);
    }
    return new CompiledPorts(numbers, names, ref, reading);
  }

  private static int[] numbers(List<PolicyPort> ports, boolean ranges) {
    List<Integer> numbers = new ArrayList<>();
    for (PolicyPort port : ports) {
      if (port instanceof PolicyPort.Range range) {
        numbers.addAll(List.of(range.from(), ranges ? range.to() : range.from()));
      } else if (port instanceof PolicyPort.Any) {
        numbers.addAll(List.of(0, LAST));
      }
    }
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether some ports are only known once the destination is. */
  boolean haveNames() {
    return Arrays.stream(names).anyMatch(of -> of.length > 0);
  }

  /**
   * The ports at which the answer may differ from the one at the port before, for connections to a
   * destination.
   */
  Set<Integer> borders(Protocol protocol, End destination) {
    Set<Integer> borders = new TreeSet<>();
    int[] ranges = numbers[protocol.ordinal()];
    for (int i = 0; i < ranges.length; i += 2) {
      borders.addAll(List.of(ranges[i], ranges[i + 1] + 1));
    }
    for (PolicyPort.Named name : names[protocol.ordinal()]) {
      destination
          .numbersOf(name, engine)
          .forEach(number -> borders.addAll(List.of(number, number + 1)));
    }
    borders.remove(LAST + 1);
    return borders;
  }

  /**
   * Whether a port is one of them. Where the engine has to be told to filter SCTP, nothing surely
   * is.
   */
  public Answer match(Protocol protocol, int port, End destination) {
    Answer any = matchFiltered(protocol, port, destination);
    return any == Answer.YES && protocol == Protocol.SCTP && !engine.ports().sctp()
        ? Answer.MAYBE
        : any;
  }

  private Answer matchFiltered(Protocol protocol, int port, End destination) {
    int[] ranges = numbers[protocol.ordinal()];
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] <= port && port <= ranges[i + 1]) {
        return Answer.YES;
      }
    }
    Answer any = Answer.NO;
    for (PolicyPort.Named name : names[protocol.ordinal()]) {
      any = any.or(match(name, port, destination));
    }
    return any;
  }

  private Answer match(PolicyPort.Named name, int port, End destination) {
    if (destination.isUnknown()) {
      return Answer.MAYBE;
    }
    boolean declared = destination.declares(name, port, engine);
    if (engine.ports().severalNumbers()) {
      return Answer.of(declared);
    }
    SortedSet<Integer> numbers = numbersOf(name, destination);
    if (!numbers.contains(port)) {
      return Answer.NO;
    }
    return numbers.size() == 1 ? Answer.of(declared) : Answer.MAYBE;
  }

  /** All numbers of a name among the pods that the rule is about, the destination among them. */
  public SortedSet<Integer> numbersOf(PolicyPort.Named name, End destination) {
    SortedSet<Integer> numbers = new TreeSet<>(among.of(rule, name, engine));
    numbers.addAll(destination.numbersOf(name, engine));
    return numbers;
  }

  @Override
  public String toString() {
    return Arrays.deepToString(numbers) + Arrays.deepToString(names);
  }
}
