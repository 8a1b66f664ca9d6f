package io.sluice.recommender.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.recommender.example.ExampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * {@code config/recorder.yaml} fits the program and does what a careful operator would ask of it.
 */
final class TheRecorderManifestTest {
  private static final Path FILE = ExampleFolder.cluster().resolve("../../recorder.yaml");

  private final Map<String, Map<String, Object>> byKind = new TreeMap<>();

  @BeforeEach
  @SuppressWarnings("unchecked")
  void read() throws IOException {
    Load load = new Load(LoadSettings.builder().build());
    for (Object document : load.loadAllFromString(Files.readString(FILE))) {
      Map<String, Object> object = (Map<String, Object>) document;
      assertThat(byKind.put(object.get("kind").toString(), object)).isNull();
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> T at(Object tree, Object... steps) {
    Object at = tree;
    for (Object step : steps) {
      at = step instanceof Integer index ? ((List<?>) at).get(index) : ((Map<?, ?>) at).get(step);
    }
    return (T) at;
  }

  private <T> T container(Object... steps) {
    Object found = at(byKind.get("Deployment"), "spec", "template", "spec", "containers", 0);
    return at(found, steps);
  }

  @Test
  void itsRoleIsTheOneThatIsPrinted() {
    String printed = SnapshotRun.of("snapshot", "role").out();
    Object role = new Load(LoadSettings.builder().build()).loadFromString(printed);

    assertThat(byKind.get("ClusterRole")).isEqualTo(role);
    assertThat(
            TheRecorderManifestTest.<String>at(byKind.get("ClusterRoleBinding"), "roleRef", "name"))
        .isEqualTo(TheRecorderManifestTest.<String>at(role, "metadata", "name"));
  }

  @Test
  void itsCommandIsOneThatTheProgramTakes(@TempDir Path folder) throws IOException {
    List<Object> words = new ArrayList<>(this.<List<Object>>container("args"));
    int place = words.indexOf("/recordings/");
    assertThat(words.get(place - 1)).isEqualTo("--output");
    assertThat(this.<String>container("volumeMounts", 0, "mountPath")).isEqualTo("/recordings");
    words.set(place, folder + "/recordings/");
    try (FakeApiServer server = FakeApiServer.start()) {
      words.addAll(List.of("--kubeconfig", server.kubeconfig(folder), "--for", "1s"));

      SnapshotRun run = SnapshotRun.of(words.toArray());

      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.err()).contains("in 1 file");
    }
  }

  @Test
  void itRunsWithoutRightsItDoesNotNeed() {
    Map<String, Object> pod = at(byKind.get("Deployment"), "spec", "template", "spec");

    assertThat(TheRecorderManifestTest.<Boolean>at(pod, "securityContext", "runAsNonRoot"))
        .isTrue();
    assertThat(this.<Boolean>container("securityContext", "readOnlyRootFilesystem")).isTrue();
    assertThat(this.<Boolean>container("securityContext", "allowPrivilegeEscalation")).isFalse();
    assertThat(this.<List<Object>>container("securityContext", "capabilities", "drop"))
        .containsExactly("ALL");
    assertThat(TheRecorderManifestTest.<String>at(pod, "serviceAccountName"))
        .isEqualTo(
            TheRecorderManifestTest.<String>at(byKind.get("ServiceAccount"), "metadata", "name"));
  }

  @Test
  void itsPolicyIsOneThatTheProgramReads() {
    PolicyLoader.Result loaded =
        PolicyLoader.load(ClusterReader.read("", FILE, OptionalLong.empty()).objects());

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.policies().policies()).hasSize(1);
  }
}
