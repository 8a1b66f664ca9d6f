package io.sluice.analyzer.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Policies that maintainers ship with their applications are meant as they are. The one that raises
 * a finding is for pods with hostNetwork, so it has no effect.
 */
final class MaintainersPoliciesTest {
  private Path folder = Path.of("");

  @BeforeEach
  void needsThem() {
    folder = Path.of(System.getProperty("sluice.shared", "absent"), "groundtruth");
    assumeTrue(Files.isDirectory(folder), "no maintainers' policies at sluice.shared");
  }

  @ParameterizedTest
  @CsvSource({
    "app-argo-cd, 7, ''",
    "app-cert-manager, 6, ''",
    "app-flux, 3, ''",
    "app-kube-prometheus, 8, monitoring/node-exporter host-network-only",
    "app-longhorn, 6, ''",
    "app-online-boutique, 13, ''"
  })
  void onlyTheOneThatIsRightIsRaised(String application, int policies, String finding) {
    List<ClusterObject> objects = new ArrayList<>();
    for (String part : List.of("manifests", "policies")) {
      objects.addAll(
          ClusterReader.read("", folder.resolve(application).resolve(part), OptionalLong.empty())
              .objects());
    }
    PolicyLoader.Result loaded = PolicyLoader.load(objects);

    List<PolicyFinding> found = PolicyLinter.lint(loaded.policies(), Inventory.of(objects));

    assertThat(loaded.policies().policies()).hasSize(policies);
    assertThat(loaded.problems()).isEmpty();
    assertThat(found)
        .extracting(f -> f.policy().namespace() + "/" + f.policy().name() + " " + f.kind().word())
        .isEqualTo(finding.isEmpty() ? List.of() : List.of(finding));
  }
}
