package io.sluice.analyzer.snapshot.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.snapshot.KeptKinds;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is asked of a cluster, and what the role allows. */
final class LiveKindTest {
  private static Set<String> asked(boolean policies) {
    Set<String> kinds = new TreeSet<>();
    LiveKind.all().stream()
        .map(LiveKind::kind)
        .filter(kind -> KeptKinds.isPolicy(kind) == policies)
        .forEach(kinds::add);
    return kinds;
  }

  @Test
  void everyKindThatIsKeptIsAskedForAndNoOther() {
    assertThat(asked(false)).isEqualTo(new TreeSet<>(KeptKinds.names()));
  }

  @Test
  void ofTheOthersThereAreOnlyNetworkPolicies() {
    assertThat(asked(true)).contains("NetworkPolicy", "CiliumNetworkPolicy", "GlobalNetworkPolicy");
  }

  @Test
  void podsComeFirst() {
    assertThat(LiveKind.all().get(0).isNeeded()).isTrue();
  }

  @Test
  void pathsAreThoseOfTheApi() {
    LiveKind pods = LiveKind.all().get(0);
    LiveKind jobs =
        LiveKind.all().stream().filter(kind -> kind.kind().equals("Job")).findFirst().orElseThrow();

    assertThat(pods.path("v1", "")).isEqualTo("/api/v1/pods");
    assertThat(pods.path("v1", "shop")).isEqualTo("/api/v1/namespaces/shop/pods");
    assertThat(jobs.path("batch/v1", "")).isEqualTo("/apis/batch/v1/jobs");
  }

  @Test
  void theRoleReadsWhatIsAskedForAndCanDoNothingElse() {
    String role = LiveRole.yaml();

    for (LiveKind kind : LiveKind.all()) {
      assertThat(role.lines().filter(line -> line.trim().startsWith("resources:")))
          .as(kind.title())
          .anyMatch(line -> List.of(line.split("[\\[\\], ]+")).contains(kind.plural()));
      kind.groups().forEach(group -> assertThat(role).contains("apiGroups: [\"" + group + "\"]"));
    }
    long resources =
        role.lines()
            .filter(line -> line.trim().startsWith("resources:"))
            .mapToLong(line -> line.split(",").length)
            .sum();
    assertThat(resources)
        .isEqualTo(
            LiveKind.all().stream()
                .flatMap(kind -> kind.groups().stream().map(group -> group + "/" + kind.plural()))
                .distinct()
                .count());
    assertThat(role.lines().filter(line -> line.contains("verbs:")).distinct())
        .containsExactly("    verbs: [get, list, watch]");
    assertThat(role.toLowerCase(Locale.ROOT)).doesNotContain("secret").doesNotContain("*");
  }
}
