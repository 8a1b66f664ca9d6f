package io.sluice.recommender.write.policy;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.load.ApiSyntax;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.WorkloadProposal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

  /** The files of everything that a recommendation proposes. */
  public static List<PolicyFile> of(Recommendation recommendation) {
    return Stream.concat(
            recommendation.proposals().stream()
                .filter(p -> p.policy().isPresent())
                .map(PolicyFile::of),
            recommendation.defaults().stream()
                .flatMap(d -> d.policy().stream())
                .map(PolicyFile::plain))
        .toList();
  }

  /** The file of a policy that rests on no peer, such as a namespace's default deny. */
  public static PolicyFile plain(NetworkPolicy policy) {
    return new PolicyFile(
        policy.cluster(), policy.namespace(), policy.name(), PolicyYaml.plain(policy));
  }

  /** Where it stands below the folder of one cluster. */
  public String path() {
    return pathOf(namespace, name);
  }

  /** Where the policy of a name stands below the folder of one cluster. */
  public static String pathOf(String namespace, String name) {
    return namespace + "/" + name + ".yaml";
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
