package io.sluice.recommender.write.policy;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.load.ApiSyntax;
import io.sluice.recommender.recommend.WorkloadProposal;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One policy as a file.
 *
 * @param cluster cluster name, or ""
 * @param namespace namespace
 * @param name policy name
 * @param yaml its manifest, without our mark
 */
public record PolicyFile(String cluster, String namespace, String name, String yaml)
    implements Comparable<PolicyFile> {
  private static final Comparator<PolicyFile> ORDER =
      Comparator.comparing(PolicyFile::cluster)
          .thenComparing(PolicyFile::namespace)
          .thenComparing(PolicyFile::name);

  private static final Pattern CLUSTER =
      Pattern.compile("|[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");

  /** With {@code .yaml} behind it a name must still fit into the 255 bytes of a file name. */
  private static final int MAX_NAME = 250;

  /** The file of a proposal that has a policy. */
  public static PolicyFile of(WorkloadProposal proposal) {
    NetworkPolicy policy = proposal.policy().orElseThrow();
    return new PolicyFile(
        policy.cluster(), policy.namespace(), policy.name(), PolicyYaml.of(proposal));
  }

  /** The file of a namespace's default deny. */
  public static PolicyFile ofDefault(NetworkPolicy policy) {
    return new PolicyFile(
        policy.cluster(), policy.namespace(), policy.name(), PolicyYaml.ofDefault(policy));
  }

  /** Why it cannot become a file: a name that Kubernetes would refuse never becomes a path. */
  Optional<String> refusal() {
    if (!ApiSyntax.isNamespace(namespace)) {
      return Optional.of("namespace \"" + namespace + "\" is no name that Kubernetes allows");
    }
    if (!ApiSyntax.isName(name) || name.length() > MAX_NAME) {
      return Optional.of("name \"" + name + "\" is none that Kubernetes allows, or too long");
    }
    if (!CLUSTER.matcher(cluster).matches() || cluster.length() > MAX_NAME) {
      return Optional.of("cluster name \"" + cluster + "\" cannot be a folder");
    }
    return Optional.empty();
  }

  @Override
  public int compareTo(PolicyFile other) {
    return ORDER.compare(this, other);
  }
}
