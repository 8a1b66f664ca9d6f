package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.Direction;
import java.util.List;

/**
 * All pods of one namespace with the same labels: no selector can tell them apart, so policies are
 * looked up once for all of them.
 *
 * @param cluster cluster name
 * @param namespace namespace
 * @param pods class of the pods' labels
 * @param namespaces class of the namespace's labels
 * @param ingress the policies that isolate its ingress, sorted by name
 * @param egress the policies that isolate its egress, sorted by name
 */
record PodClass(
    String cluster,
    String namespace,
    LabelClass pods,
    LabelClass namespaces,
    List<CompiledPolicy> ingress,
    List<CompiledPolicy> egress) {
  List<CompiledPolicy> isolating(Direction direction) {
    return direction == Direction.INGRESS ? ingress : egress;
  }
}
