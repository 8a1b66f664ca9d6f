package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.NetworkPolicy;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names of proposed policies. */
class NamesTest {
  private static final String OTHER =
      "{\"podSelector\":{\"matchLabels\":{\"app\":\"web\"}},\"policyTypes\":[\"Ingress\"],"
          + "\"ingress\":[{}]}";

  private static World world() {
    World world =
        World.withDns().deployment("shop/web", "app=web", 1).deployment("shop/db", "app=db", 1);
    world.traffic.talks("shop/web", "shop/db", 5432);
    return world;
  }

  @Test
  void aPolicyIsNamedLikeItsWorkload() {
    Outcome outcome = world().recommend();

    assertThat(outcome.policy("shop/web").name()).isEqualTo("web");
    assertThat(outcome.policy("shop/web").origin().file()).isEqualTo("shop/web.yaml");
  }

  @Test
  void twoKindsOfOneNameAndAKustomizationGetTheirKindBehind() {
    World world =
        World.withDns()
            .deployment("shop/web", "app=web", 1)
            .pods("StatefulSet", "shop/web", "app=webset", 1)
            .deployment("shop/kustomization", "app=k", 1)
            .deployment("shop/db", "app=db", 1);
    world.traffic.talks("shop/kustomization", "shop/db", 80);
    for (var workload : world.inventory().workloads()) {
      if (workload.title().equals("shop/web")) {
        world.traffic.talks(workload, world.workload("shop/db"), 5432);
      }
    }

    assertThat(world.recommend().recommendation.proposed().policies())
        .extracting(NetworkPolicy::name)
        .containsExactly("db", "kustomization-deployment", "web-deployment", "web-statefulset");
  }

  @Test
  void anotherOnesPolicyOfTheSameNameIsNotOverwritten() {
    World world = world().policy("shop/web", OTHER);

    Outcome outcome = world.recommend();

    assertThat(outcome.policy("shop/web").name()).isEqualTo("web-sluice");
    assertThat(outcome.notes("shop/web")).contains("named web-sluice because");
    assertThat(outcome.recommendation.effective().policies())
        .extracting(NetworkPolicy::name)
        .containsExactly("db", "web", "web-sluice");
  }

  @Test
  void anEarlierProposalOfOursIsReplaced() {
    World world = world().policy("shop/web", OTHER);

    Outcome outcome = world.recommend(Set.of(new NetworkPolicy.Key("", "shop", "web")));

    assertThat(outcome.policy("shop/web").name()).isEqualTo("web");
    assertThat(outcome.recommendation.effective().policies())
        .extracting(NetworkPolicy::name)
        .containsExactly("db", "web");
  }

  @Test
  void aPolicyThatEqualsTheProposalIsAllThatIsNeeded() {
    World world =
        world()
            .policy(
                "shop/db",
                "{\"podSelector\":{\"matchLabels\":{\"app\":\"db\"}},"
                    + "\"policyTypes\":[\"Ingress\",\"Egress\"],\"ingress\":[{\"from\":"
                    + "[{\"podSelector\":{\"matchLabels\":{\"app\":\"web\"}}}],\"ports\":"
                    + "[{\"protocol\":\"TCP\",\"port\":5432}]}],\"egress\":[{\"to\":"
                    + "[{\"namespaceSelector\":{\"matchLabels\":"
                    + "{\"kubernetes.io/metadata.name\":\"kube-system\"}},"
                    + "\"podSelector\":{\"matchLabels\":{\"k8s-app\":\"kube-dns\"}}}],\"ports\":"
                    + "[{\"protocol\":\"TCP\",\"port\":53},{\"protocol\":\"UDP\",\"port\":53}]}]}");

    assertThat(world.recommend().of("shop/db").state()).isEqualTo(WorkloadProposal.State.COVERED);
  }

  @Test
  void withReplaceTheNameIsFree() {
    World world = world().replacing().policy("shop/web", OTHER);

    Outcome outcome = world.recommend();

    assertThat(outcome.policy("shop/web").name()).isEqualTo("web");
    assertThat(outcome.recommendation.effective().policies())
        .isEqualTo(outcome.recommendation.proposed().policies());
  }
}
