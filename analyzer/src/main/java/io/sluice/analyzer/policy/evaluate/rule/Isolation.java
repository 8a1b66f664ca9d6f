package io.sluice.analyzer.policy.evaluate.rule;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.match.Answer;
import io.sluice.analyzer.policy.translate.NotApplied;
import io.sluice.ingest.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What isolates pods in one direction; the same for all that the same policies isolate and, where
 * they are connected to, that declare the same ports.
 *
 * <p>HOT PATH: {@link #surelyAdmits} allocates nothing once it was asked. Immutable but for the
 * table by ports, which can be made again, so that a race only makes it twice.
 */
public final class Isolation {
  private static final End ANY = End.ofUnknown("any end");

  private final List<CompiledPolicy> policies;
  private final List<NotApplied> notApplied;

  /** Of all policies, by policy name and then by index. */
  private final CompiledRule[] rules;

  private final Direction direction;
  private final boolean none;
  private final boolean enforced;
  private @Nullable PortTable byPort;

  /**
   * What isolates pods in a direction.
   *
   * @param meant all policies that are made to, sorted by name, also those that the engine leaves
   *     out
   * @param enforced whether the engine runs where the pods run
   */
  public Isolation(List<CompiledPolicy> meant, Direction direction, boolean enforced) {
    this.policies = meant.stream().filter(policy -> policy.notApplied().isEmpty()).toList();
    this.notApplied = meant.stream().flatMap(policy -> policy.notApplied().stream()).toList();
    this.rules =
        policies.stream()
            .flatMap(policy -> policy.rules(direction).stream())
            .toArray(CompiledRule[]::new);
    this.direction = direction;
    this.none = policies.isEmpty();
    this.enforced = enforced;
  }

  public boolean isNone() {
    return none;
  }

  /** Whether the policies have any effect. */
  public boolean isEnforced() {
    return enforced;
  }

  /** The policies that do, sorted by name. */
  public List<CompiledPolicy> policies() {
    return policies;
  }

  /** Those that would, if the engine could carry them out. */
  public List<NotApplied> notApplied() {
    return notApplied;
  }

  /** The policies as written. */
  public List<NetworkPolicy> written() {
    return policies.stream().map(CompiledPolicy::policy).toList();
  }

  /** The first rule, by policy name and then by index, that gives this answer; null if none. */
  public @Nullable CompiledRule first(Answer answer, Traffic traffic, List<IpAddress> addresses) {
    for (CompiledRule rule : rules) {
      if (rule.admits(traffic, addresses) == answer) {
        return rule;
      }
    }
    return null;
  }

  /** Whether some rule surely admits the traffic or may do so. */
  public boolean mayAdmit(Traffic traffic, List<IpAddress> addresses) {
    for (CompiledRule rule : rules) {
      if (rule.admits(traffic, addresses) != Answer.NO) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether in every family in which the two ends may talk some rule surely admits a connection.
   */
  public boolean surelyAdmits(End own, End peer, Protocol protocol, int port) {
    PortTable table = byPort;
    if (table == null) {
      table = PortTable.of(rules, direction == Direction.INGRESS ? own : ANY);
      byPort = table;
    }
    return table.surelyAdmits(own, peer, protocol, port);
  }
}
