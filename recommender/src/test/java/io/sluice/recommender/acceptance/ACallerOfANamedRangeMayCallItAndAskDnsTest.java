package io.sluice.recommender.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.recommender.example.Enforcement;
import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.example.Recommended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Namespace {@code frontend}; its pods call addresses of 203.0.113.0/24 on TCP 443, and the range
 * is a named group in the settings.
 */
final class ACallerOfANamedRangeMayCallItAndAskDnsTest {
  private static final String CLIENT = "frontend/web";

  @TempDir Path folder;

  private Enforcement alone;

  @BeforeEach
  void recommend() throws IOException {
    Fixture fixture = new Fixture(folder);
    ExampleWorkload dns = fixture.dns();
    ExampleWorkload web = fixture.deployment(CLIENT, "app=web", 2);
    fixture.deployment("frontend/other", "app=other", 1, 443);
    fixture.looksUp(web, dns);
    fixture.calls(web, "203.0.113.7", 443).calls(web, "203.0.113.200", 443).write();
    Path settings = folder.resolve("sluice.yaml");
    Files.writeString(settings, "externals:\n  groups:\n    partner:\n      - 203.0.113.0/24\n");
    alone = Recommended.of(fixture, folder.resolve("out"), "--config", settings).alone();
  }

  @Test
  void egressGoesToTheWholeRangeOnThatPort() {
    assertThat(alone.allowsOut(CLIENT, "203.0.113.7", 6, 443)).isTrue();
    assertThat(alone.allowsOut(CLIENT, "203.0.113.0", 6, 443)).isTrue();
    assertThat(alone.allowsOut(CLIENT, "203.0.113.255", 6, 443)).isTrue();
  }

  @Test
  void egressGoesToDnsOverBothProtocols() {
    assertThat(alone.allows(CLIENT, "kube-system/coredns", 17, 53)).isTrue();
    assertThat(alone.allows(CLIENT, "kube-system/coredns", 6, 53)).isTrue();
  }

  @Test
  void egressGoesNowhereElse() {
    assertThat(alone.allowsOut(CLIENT, "203.0.113.7", 6, 80)).isFalse();
    assertThat(alone.allowsOut(CLIENT, "203.0.113.7", 17, 443)).isFalse();
    assertThat(alone.allowsOut(CLIENT, "203.0.112.255", 6, 443)).isFalse();
    assertThat(alone.allowsOut(CLIENT, "203.0.114.0", 6, 443)).isFalse();
    assertThat(alone.denies(CLIENT, "frontend/other", 6, 443)).isTrue();
    assertThat(alone.denies(CLIENT, "kube-system/coredns", 6, 9153)).isTrue();
  }

  @Test
  void thePolicyHasOneRuleForTheRangeAndOneForDns() {
    NetworkPolicy policy =
        alone.policies().stream().filter(p -> p.name().equals("web")).findFirst().orElseThrow();

    assertThat(policy.egress()).hasSize(2);
    assertThat(policy.egress().toString()).contains("ipBlock 203.0.113.0/24");
  }
}
