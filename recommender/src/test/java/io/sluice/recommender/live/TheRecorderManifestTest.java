package io.sluice.recommender.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.recommender.example.ExampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private static final String POD = "/spec/template/spec";

  private final Map<String, JsonNode> byKind = new TreeMap<>();

  @BeforeEach
  void read() throws IOException {
    Load load = new Load(LoadSettings.builder().build());
    for (Object document : load.loadAllFromString(Files.readString(FILE))) {
      JsonNode object = FakeCluster.JSON.valueToTree(document);
      assertThat(byKind.put(object.path("kind").asText(), object)).isNull();
    }
  }

  private JsonNode at(String kind, String pointer) {
    return Objects.requireNonNull(byKind.get(kind)).at(pointer);
  }

  private JsonNode container(String pointer) {
    return at("Deployment", POD + "/containers/0" + pointer);
  }

  @Test
  void itsRoleIsTheOneThatIsPrinted() {
    String printed = SnapshotRun.of("snapshot", "role").out();
    JsonNode role =
        FakeCluster.JSON.valueToTree(
            new Load(LoadSettings.builder().build()).loadFromString(printed));

    assertThat(byKind.get("ClusterRole")).isEqualTo(role);
    assertThat(at("ClusterRoleBinding", "/roleRef/name")).isEqualTo(role.at("/metadata/name"));
  }

  @Test
  void itsCommandIsOneThatTheProgramTakes(@TempDir Path folder) throws IOException {
    List<Object> words = new ArrayList<>();
    container("/args").forEach(word -> words.add(word.asText()));
    int place = words.indexOf("/recordings/");
    assertThat(words.get(place - 1)).isEqualTo("--output");
    assertThat(container("/volumeMounts/0/mountPath").asText()).isEqualTo("/recordings");
    words.set(place, folder + "/recordings/");
    try (FakeApiServer server = FakeApiServer.start()) {
      words.addAll(List.of("--kubeconfig", server.kubeconfig(folder), "--for", "3s"));

      SnapshotRun run = SnapshotRun.of(words.toArray());

      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.err()).contains("in 1 file");
    }
  }

  @Test
  void itRunsWithoutRightsItDoesNotNeed() {
    assertThat(at("Deployment", POD + "/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(container("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container("/securityContext/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
    assertThat(at("Deployment", POD + "/serviceAccountName"))
        .isEqualTo(at("ServiceAccount", "/metadata/name"));
  }

  @Test
  void itsPolicyIsOneThatTheProgramReads() {
    PolicyLoader.Result loaded =
        PolicyLoader.load(ClusterReader.read("", FILE, OptionalLong.empty()).objects());

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.policies().policies()).hasSize(1);
  }
}
