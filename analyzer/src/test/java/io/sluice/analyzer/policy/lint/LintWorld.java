package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.PolicyTexts;
import io.sluice.analyzer.policy.WrittenPolicies;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.ArrayList;
import java.util.List;

/** Policies and the cluster that they are judged against, a word each. */
final class LintWorld {
  private final List<ClusterObject> objects = new ArrayList<>();
  private final List<NetworkPolicy> policies = new ArrayList<>();
  private int pods;

  /** A cluster whose nodes, namespaces and pods of all namespaces were listed. */
  static LintWorld listed() {
    return new LintWorld()
        .node("node-1", "10.224.0.4", "")
        .namespace("kube-public", "")
        .pod("kube-system/dns", "k8s-app: 'kube-dns'", "");
  }

  /** Adds a running pod, with labels and what else stands in its spec and status. */
  LintWorld pod(String title, String labels, String spec, String... addresses) {
    int number = pods++;
    String[] parts = title.split("/", -1);
    List<String> ips = new ArrayList<>();
    for (String address : addresses) {
      ips.add("{ip: '" + address + "'}");
    }
    return add(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {name: '%s-%d', namespace: '%s', uid: 'u%d', labels: {%s}}, spec: {nodeName: 'node-1'%s}, status: {phase: 'Running', podIPs: %s}}"
            .formatted(
                parts[1],
                number,
                parts[0],
                number,
                labels,
                spec.isEmpty() ? "" : ", " + spec,
                ips));
  }

  /** Adds a Deployment that stands in git. */
  LintWorld manifest(String title, String labels, int replicas) {
    String[] parts = title.split("/", -1);
    return add(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: '%s', namespace: '%s'}, spec: {replicas: %d, selector: {matchLabels: {%s}}, template: {metadata: {labels: {%s}}, spec: {containers: []}}}}"
            .formatted(parts[1], parts[0], replicas, labels, labels));
  }

  LintWorld node(String name, String address, String podCidr) {
    return add(
        "{apiVersion: 'v1', kind: 'Node', metadata: {name: '%s'}, spec: {podCIDRs: [%s]}, status: {addresses: [{type: 'InternalIP', address: '%s'}]}}"
            .formatted(name, podCidr.isEmpty() ? "" : "'" + podCidr + "'", address));
  }

  LintWorld namespace(String name, String labels) {
    return add(
        "{apiVersion: 'v1', kind: 'Namespace', metadata: {name: '%s', labels: {%s}}}"
            .formatted(name, labels));
  }

  LintWorld service(String name, String clusterIp) {
    return add(
        "{apiVersion: 'v1', kind: 'Service', metadata: {name: '%s', namespace: 'shop'}, spec: {clusterIP: '%s', ports: [{port: 80}]}}"
            .formatted(name, clusterIp));
  }

  LintWorld policy(String name, String spec) {
    policies.add(PolicyTexts.policy("shop", name, spec));
    return this;
  }

  /** Policies as they stand in a file. */
  LintWorld policies(WrittenPolicies written) {
    policies.addAll(written.load().policies().policies());
    return this;
  }

  /** A policy of {@code shop} that selects all its pods and has one ingress rule. */
  LintWorld from(String peers) {
    return policy("p", "{podSelector: {}, ingress: [{from: [" + peers + "]}]}");
  }

  List<PolicyFinding> lint() {
    return PolicyLinter.lint(PolicySet.of(policies), Inventory.of(objects));
  }

  /** The words of what is found, with their places. */
  List<String> kinds() {
    return lint().stream()
        .map(f -> f.kind().word() + f.place().map(p -> " " + p).orElse(""))
        .toList();
  }

  /** The messages of what is found. */
  List<String> messages() {
    return lint().stream().map(PolicyFinding::message).toList();
  }

  private LintWorld add(String object) {
    objects.add(
        PolicyTexts.object(
            PolicyTexts.tree(object), new ObjectOrigin("all.yaml", objects.size() + 1)));
    return this;
  }
}
