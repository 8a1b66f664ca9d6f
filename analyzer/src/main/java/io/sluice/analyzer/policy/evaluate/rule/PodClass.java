package io.sluice.analyzer.policy.evaluate.rule;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.evaluate.match.LabelClass;

/**
 * All pods of one namespace with the same labels and ports: no selector and no port's name can tell
 * them apart, so policies are looked up once for all of them.
 *
 * @param number from 0, its own
 * @param cluster cluster name
 * @param namespace namespace
 * @param enforcement what enforces their policies
 * @param pods class of the pods' labels
 * @param namespaces class of the namespace's labels
 * @param ingress what isolates their ingress
 * @param egress what isolates their egress
 */
public record PodClass(
    int number,
    String cluster,
    String namespace,
    Enforcement enforcement,
    LabelClass pods,
    LabelClass namespaces,
    Isolation ingress,
    Isolation egress) {
  public Isolation isolation(Direction direction) {
    return direction == Direction.INGRESS ? ingress : egress;
  }
}
