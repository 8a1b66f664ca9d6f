package io.sluice.recommender.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.recommender.example.Enforcement;
import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.example.Recommended;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Namespace {@code production}, pods {@code app=database}; flows come only from {@code app=backend}
 * of the same namespace.
 */
final class ADatabaseAdmitsItsBackendAndNobodyElseTest {
  @TempDir Path folder;

  private Enforcement alone;
  private NetworkPolicy policy;

  @BeforeEach
  void recommend() {
    Fixture fixture = new Fixture(folder);
    ExampleWorkload backend = fixture.deployment("production/backend", "app=backend", 2);
    ExampleWorkload database =
        fixture.workload("StatefulSet", "production/database", "app=database", 2, 5432);
    fixture.deployment("production/other", "app=other", 1);
    fixture.deployment("staging/backend", "app=backend", 1);
    fixture.talks(backend, database, 5432).write();
    alone = Recommended.of(fixture, folder.resolve("out")).alone();
    policy =
        alone.policies().stream()
            .filter(p -> p.name().equals("database"))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void thePolicyIsForTheDatabaseByItsLabel() {
    assertThat(policy.namespace()).isEqualTo("production");
    assertThat(policy.podSelector()).isEqualTo(LabelSelector.of(Map.of("app", "database")));
    assertThat(policy.isolates()).contains(Direction.INGRESS);
  }

  @Test
  void itsOneIngressRuleAdmitsTheBackendByLabelOnTheDatabasesPort() {
    LabelSelector backend = LabelSelector.of(Map.of("app", "backend"));

    assertThat(policy.ingress()).hasSize(1);
    assertThat(policy.ingress().get(0).peers()).hasSize(1);
    PolicyPeer.Pods peer = (PolicyPeer.Pods) policy.ingress().get(0).peers().get(0);
    assertThat(peer.pods()).isEqualTo(Optional.of(backend));
    assertThat(policy.ingress().get(0).ports()).hasToString("[TCP/5432]");
  }

  @Test
  void exactlyTheBackendOfTheSameNamespaceReachesTheDatabase() {
    for (Pod client : alone.pods()) {
      for (Pod server : alone.podsOf("production/database")) {
        if (client.id() != server.id()) {
          assertThat(alone.allows(client, server, 6, 5432))
              .as(client.title())
              .isEqualTo(client.workload().title().equals("production/backend"));
          assertThat(alone.allows(client, server, 6, 5433)).as(client.title()).isFalse();
        }
      }
    }
    for (String stranger : List.of("203.0.113.5", "10.224.0.99")) {
      assertThat(alone.allowsIn(stranger, "production/database", 6, 5432)).isFalse();
    }
  }
}
