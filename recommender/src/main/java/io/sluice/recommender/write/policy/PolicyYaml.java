package io.sluice.recommender.write.policy;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.write.Escape;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The YAML of a NetworkPolicy in the shape in which the API server gives it back: defaults spelled
 * out, empty lists left out, one fixed order of keys. Nothing in it changes while the policy does
 * not: no counts, no times.
 */
public final class PolicyYaml {
  private final StringBuilder yaml = new StringBuilder();

  private PolicyYaml() {}

  /** The manifest of a proposal, with a comment beside each rule that names its peers. */
  public static String of(WorkloadProposal proposal) {
    NetworkPolicy policy = proposal.policy().orElseThrow();
    return of(policy, PolicyAnnotations.of(proposal), RuleComments.of(proposal));
  }

  /** The manifest of a policy without comments on its peers, such as a namespace's default deny. */
  public static String plain(NetworkPolicy policy) {
    return of(policy, new TreeMap<>(), RuleComments.NONE);
  }

  static String of(
      NetworkPolicy policy, SortedMap<String, String> annotations, RuleComments comments) {
    if (policy.isolates().isEmpty()) {
      throw new IllegalArgumentException(
          policy.title() + " isolates nothing, and a manifest without policyTypes would");
    }
    PolicyYaml writer = new PolicyYaml();
    writer.header(policy, annotations);
    writer.spec(policy, comments);
    return writer.yaml.toString();
  }

  private void header(NetworkPolicy policy, SortedMap<String, String> annotations) {
    line(0, "apiVersion: networking.k8s.io/v1");
    line(0, "kind: NetworkPolicy");
    line(0, "metadata:");
    line(2, "name: " + YamlScalar.of(policy.name()));
    line(2, "namespace: " + YamlScalar.of(policy.namespace()));
    line(2, "labels:");
    line(4, "app.kubernetes.io/managed-by: sluice");
    if (!annotations.isEmpty()) {
      line(2, "annotations:");
      annotations.forEach((k, v) -> line(4, YamlScalar.of(k) + ": " + YamlScalar.of(v)));
    }
  }

  private void spec(NetworkPolicy policy, RuleComments comments) {
    line(0, "spec:");
    selector(2, "  podSelector", policy.podSelector());
    line(2, "policyTypes:");
    policy.isolates().forEach(direction -> line(2, "- " + direction.policyType()));
    for (Direction direction : Direction.values()) {
      List<PolicyRule> rules = policy.rules(direction);
      if (!rules.isEmpty()) {
        line(2, direction.word() + ":");
      }
      for (int i = 0; i < rules.size(); i++) {
        comments.of(direction, i).forEach(c -> line(2, "# " + Escape.comment(c)));
        rule(direction, rules.get(i));
      }
    }
  }

  private void rule(Direction direction, PolicyRule rule) {
    String dash = "- ";
    if (!rule.peers().isEmpty()) {
      line(2, dash + (direction == Direction.INGRESS ? "from:" : "to:"));
      rule.peers().forEach(this::peer);
      dash = "  ";
    }
    if (!rule.ports().isEmpty()) {
      line(2, dash + "ports:");
      rule.ports().forEach(this::port);
      dash = "  ";
    }
    if (dash.equals("- ")) {
      line(2, "- {}");
    }
  }

  private void peer(PolicyPeer peer) {
    if (peer instanceof PolicyPeer.IpBlock block) {
      line(4, "- ipBlock:");
      line(8, "cidr: " + YamlScalar.of(block.cidr().toString()));
      if (!block.except().isEmpty()) {
        line(8, "except:");
        block.except().forEach(cidr -> line(8, "- " + YamlScalar.of(cidr.toString())));
      }
    } else if (peer instanceof PolicyPeer.Pods pods) {
      String dash = "    - ";
      if (pods.namespaces().isPresent()) {
        selector(6, dash + "namespaceSelector", pods.namespaces().get());
        dash = "      ";
      }
      if (pods.pods().isPresent()) {
        selector(6, dash + "podSelector", pods.pods().get());
      }
    }
  }

  private void port(PolicyPort port) {
    String dash = "- ";
    if (port instanceof PolicyPort.Named named) {
      line(4, dash + "port: " + YamlScalar.of(named.name()));
      dash = "  ";
    } else if (port instanceof PolicyPort.Range range) {
      line(4, dash + "port: " + range.from());
      dash = "  ";
      if (range.to() != range.from()) {
        line(4, dash + "endPort: " + range.to());
      }
    }
    line(4, dash + "protocol: " + port.protocol());
  }

  /** Writes a selector whose first line is given whole; its content stands two deeper. */
  private void selector(int indent, String firstLine, LabelSelector selector) {
    if (selector.isEverything()) {
      line(0, firstLine + ": {}");
      return;
    }
    line(0, firstLine + ":");
    // One key can have one equality in matchLabels; what else is said of it is an expression.
    SortedMap<String, String> labels = new TreeMap<>();
    List<LabelRequirement> expressions = new ArrayList<>();
    for (LabelRequirement requirement : selector.requirements()) {
      if (!requirement.isEquality() || labels.containsKey(requirement.key())) {
        expressions.add(requirement);
      } else {
        labels.put(requirement.key(), requirement.values().first());
      }
    }
    if (!labels.isEmpty()) {
      line(indent + 2, "matchLabels:");
      labels.forEach((k, v) -> line(indent + 4, YamlScalar.of(k) + ": " + YamlScalar.of(v)));
    }
    if (!expressions.isEmpty()) {
      line(indent + 2, "matchExpressions:");
      expressions.forEach(requirement -> expression(indent + 2, requirement));
    }
  }

  private void expression(int indent, LabelRequirement requirement) {
    line(indent, "- key: " + YamlScalar.of(requirement.key()));
    line(indent + 2, "operator: " + requirement.operator().word());
    if (!requirement.values().isEmpty()) {
      line(indent + 2, "values:");
      requirement.values().forEach(value -> line(indent + 2, "- " + YamlScalar.of(value)));
    }
  }

  private void line(int indent, String text) {
    yaml.append(" ".repeat(indent)).append(text).append('\n');
  }
}
