package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.NotIsolated;
import io.sluice.analyzer.policy.translate.NotApplied;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What isolates the pods of a class in one direction.
 *
 * <p>HOT PATH: {@link #first} and {@link #surelyAdmits} allocate nothing. Immutable.
 */
final class Isolation {
  private final List<CompiledPolicy> policies;
  private final List<NotApplied> notApplied;
  private final NotIsolated open;

  /** Of all policies, by policy name and then by index. */
  private final CompiledRule[] rules;

  private final boolean looksAtAddresses;

  private Isolation(
      List<CompiledPolicy> policies, List<NotApplied> notApplied, CompiledRule[] rules) {
    this.policies = List.copyOf(policies);
    this.notApplied = List.copyOf(notApplied);
    this.open = new NotIsolated(notApplied);
    this.rules = rules;
    boolean looks = false;
    for (CompiledRule rule : rules) {
      looks |= rule.looksAtAddresses();
    }
    this.looksAtAddresses = looks;
  }

  /** What isolates pods with these labels among the policies of their namespace. */
  static Isolation of(List<CompiledPolicy> candidates, LabelClass pods, Direction direction) {
    List<CompiledPolicy> policies = new ArrayList<>();
    List<NotApplied> notApplied = new ArrayList<>();
    for (CompiledPolicy candidate : candidates) {
      if (candidate.isolates(pods, direction)) {
        candidate.notApplied().ifPresentOrElse(notApplied::add, () -> policies.add(candidate));
      }
    }
    return new Isolation(
        policies,
        notApplied,
        policies.stream()
            .flatMap(policy -> policy.rules(direction).stream())
            .toArray(CompiledRule[]::new));
  }

  boolean isNone() {
    return policies.isEmpty();
  }

  /** The policies that do, sorted by name. */
  List<CompiledPolicy> policies() {
    return policies;
  }

  /** Those that would, if the engine could carry them out. */
  List<NotApplied> notApplied() {
    return notApplied;
  }

  /** The verdict where none does, made once. */
  NotIsolated open() {
    return open;
  }

  /** The policies as written. */
  List<NetworkPolicy> written() {
    return policies.stream().map(CompiledPolicy::policy).toList();
  }

  /** The first rule, by policy name and then by index, that gives this answer; null if none. */
  @Nullable CompiledRule first(Answer answer, Traffic traffic, List<IpAddress> addresses) {
    for (CompiledRule rule : rules) {
      if (rule.admits(traffic, addresses) == answer) {
        return rule;
      }
    }
    return null;
  }

  /** Whether in every family in which the two ends may talk some rule surely admits the traffic. */
  boolean surelyAdmits(Traffic traffic) {
    if (!looksAtAddresses) {
      return first(Answer.YES, traffic, List.of()) != null;
    }
    int families = AddressFamilies.between(traffic.own(), traffic.peer());
    return surelyAdmits(traffic, families, false) && surelyAdmits(traffic, families, true);
  }

  private boolean surelyAdmits(Traffic traffic, int families, boolean v6) {
    return !AddressFamilies.contain(families, v6)
        || first(Answer.YES, traffic, traffic.peer().addresses(v6)) != null;
  }
}
