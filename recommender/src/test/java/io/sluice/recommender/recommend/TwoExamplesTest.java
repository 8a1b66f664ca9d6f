package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.Direction;
import org.junit.jupiter.api.Test;

/** The two examples that the product is measured by. */
class TwoExamplesTest {
  @Test
  void theDatabaseAdmitsExactlyTheBackendOfItsNamespaceByLabels() {
    World world =
        World.withDns()
            .deployment("production/database", "app=database", 1)
            .deployment("production/backend", "app=backend", 2)
            .deployment("production/frontend", "app=frontend", 1)
            .deployment("staging/backend", "app=backend", 1);
    world.traffic.talks("production/backend", "production/database", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.policy("production/database").podSelector()).hasToString("app=database");
    assertThat(outcome.rules("production/database", Direction.INGRESS))
        .containsExactly("pods app=backend : TCP/5432");
    assertThat(outcome.passes("production/backend", "production/database", 5432)).isTrue();
    assertThat(outcome.passes("production/backend", "production/database", 5433)).isFalse();
    assertThat(outcome.passes("production/frontend", "production/database", 5432)).isFalse();
    assertThat(outcome.passes("staging/backend", "production/database", 5432)).isFalse();
    assertThat(outcome.admits("203.0.113.9", "production/database", 5432)).isFalse();
  }

  @Test
  void theFrontendCallsANamedRangeOn443AndDnsAndNothingElse() {
    World world =
        World.withDns()
            .group("payments", "203.0.113.0/24")
            .deployment("frontend/web", "app=web", 2)
            .deployment("frontend/other", "app=other", 1);
    world
        .traffic
        .calls("frontend/web", "203.0.113.10", 443)
        .calls("frontend/web", "203.0.113.77", 443);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("frontend/web", Direction.EGRESS))
        .containsExactly(
            "namespaces kubernetes.io/metadata.name=kube-system and pods k8s-app=kube-dns"
                + " : TCP/53 UDP/53",
            "ipBlock 203.0.113.0/24 : TCP/443");
    assertThat(outcome.rules("frontend/web", Direction.INGRESS)).isEmpty();
    assertThat(outcome.reaches("frontend/web", "203.0.113.200", 443)).isTrue();
    assertThat(outcome.reaches("frontend/web", "203.0.113.10", 80)).isFalse();
    assertThat(outcome.reaches("frontend/web", "203.0.114.1", 443)).isFalse();
    assertThat(outcome.passes("frontend/web", "kube-system/coredns", 53)).isTrue();
    assertThat(outcome.passes("frontend/web", "kube-system/coredns", 9153)).isFalse();
    assertThat(outcome.passes("frontend/web", "frontend/other", 443)).isFalse();
    assertThat(outcome.of("frontend/web").evidence())
        .anySatisfy(
            e ->
                assertThat(e.note()).isEqualTo("group payments: 2 of its 256 addresses were seen"));
  }
}
