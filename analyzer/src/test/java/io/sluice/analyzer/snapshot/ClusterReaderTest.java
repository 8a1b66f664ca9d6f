package io.sluice.analyzer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which objects files hold. */
class ClusterReaderTest {
  private ClusterFolder files;

  @BeforeEach
  void openFolder(@TempDir Path folder) {
    files = new ClusterFolder(folder);
  }

  @Test
  void aListWithMixedKindsIsReadInItsOrderWithLines() throws IOException {
    Path file =
        files.write(
            "cluster.json",
            """
            {
              "apiVersion": "v1",
              "items": [
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}},
                {"apiVersion": "v1", "kind": "Service",
                 "metadata": {"name": "b"}},
                {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "c"}}
              ],
              "kind": "List"
            }
            """);

    List<ClusterObject> objects = files.read(file);

    assertThat(objects)
        .extracting(o -> o.kind() + " " + o.tree().at("/metadata/name").asText() + " " + line(o))
        .containsExactly("Pod a 4", "Service b 5");
  }

  @Test
  void itemsOfATypedListGetKindAndVersionFromIt() throws IOException {
    Path file =
        files.write(
            "policies.json",
            """
            {"kind":"NetworkPolicyList","apiVersion":"networking.k8s.io/v1",
             "items":[{"metadata":{"name":"deny"},"spec":{"podSelector":{}}}]}
            """);

    ClusterObject policy = files.read(file).get(0);

    assertThat(policy.kind()).isEqualTo("NetworkPolicy");
    assertThat(policy.tree().path("apiVersion").asText()).isEqualTo("networking.k8s.io/v1");
  }

  @Test
  void aTypedListThatSaysItsKindLastIsReadTheSame() throws IOException {
    Path file =
        files.write(
            "pods.json",
            """
            {"apiVersion":"v1",
             "items":[{"metadata":{"name":"a"},"spec":{"containers":[{"workingDir":"x"}]}}],
             "kind":"PodList"}
            """);

    ClusterObject pod = files.read(file).get(0);

    assertThat(pod.kind()).isEqualTo("Pod");
    assertThat(pod.tree().findValue("workingDir")).isNull();
  }

  @Test
  void aSingleObjectAndAListInsideAListAreRead() throws IOException {
    files.write("one.json", "{\"kind\":\"Namespace\",\"metadata\":{\"name\":\"shop\"}}");
    files.write(
        "two.yaml",
        """
        kind: List
        items:
        - kind: PodList
          apiVersion: v1
          items:
          - metadata: {name: inner}
        """);

    assertThat(files.read())
        .extracting(o -> o.kind() + " " + o.tree().at("/metadata/name").asText())
        .containsExactly("Namespace shop", "Pod inner");
  }

  @Test
  void aTopLevelArrayIsAListWithoutAName() throws IOException {
    Path file = files.write("a.json", "[{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"}}]");

    assertThat(files.read(file)).hasSize(1);
  }

  @Test
  void aFolderIsWalkedInOrderWithGzButWithoutHiddenFoldersAndOtherFiles() throws IOException {
    files.write("b/pod.yaml", "{kind: Pod, metadata: {name: b}}");
    files.writeGz("a/pod.json.gz", "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"}}");
    files.write("c.yml", "{kind: Pod, metadata: {name: c}}");
    files.write(".git/pod.yaml", "{kind: Pod, metadata: {name: hidden}}");
    files.write("notes.txt", "not read");

    assertThat(files.read())
        .extracting(o -> o.tree().at("/metadata/name").asText())
        .containsExactly("a", "b", "c");
  }

  @Test
  void aNamedFileIsReadWhateverItsNameAndCompression() throws IOException {
    Path file = files.writeGz("snapshot", "\n  {\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"}}");

    assertThat(files.read(file)).hasSize(1);
  }

  @Test
  void byteOrderMarksAndWhatPowerShellRedirectsAreRead() throws IOException {
    Files.write(
        files.folder().resolve("utf16.json"),
        ("\uFEFF" + ClusterFolder.POD).getBytes(StandardCharsets.UTF_16LE));
    Files.write(
        files.folder().resolve("big.json"),
        ("\uFEFF" + ClusterFolder.POD).getBytes(StandardCharsets.UTF_16BE));
    Files.write(
        files.folder().resolve("utf8.yaml"), "\uFEFFkind: Pod".getBytes(StandardCharsets.UTF_8));

    assertThat(files.read()).hasSize(3);
  }

  @Test
  void fieldsThatNobodyNeedsAreForgotten() throws IOException {
    Path file =
        files.write(
            "pod.json",
            """
            {"kind":"Pod","metadata":{"name":"a","annotations":{"x":"y"},
             "managedFields":[{"fieldsV1":{"f:metadata":{}},"time":"2025-01-31T09:00:00Z"}]},
             "spec":{"containers":[{"image":"x","env":[],"ports":[{"containerPort":80}]}],
                     "volumes":[{"name":"v"}]}}
            """);

    ClusterObject pod = files.read(file).get(0);

    assertThat(pod.tree().toString())
        .isEqualTo(
            "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\",\"annotations\":{}},"
                + "\"spec\":{\"containers\":[{\"image\":\"x\",\"ports\":[{\"containerPort\":80}]}]}}");
    assertThat(pod.epochMillis()).isEqualTo(Instant.parse("2025-01-31T09:00:00Z").toEpochMilli());
  }

  @Test
  void kindsOfOtherGroupsAreNotMistaken() throws IOException {
    files.write(
        "a.yaml", "{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: a}}");
    files.write(
        "b.yaml", "{apiVersion: batch.volcano.sh/v1alpha1, kind: Job, metadata: {name: b}}");
    files.write(
        "c.yaml", "{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: c}}");
    files.write(
        "d.yaml", "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: d}}");

    assertThat(files.read())
        .extracting(o -> o.tree().path("apiVersion").asText() + " " + o.kind())
        .containsExactly("projectcalico.org/v3 NetworkPolicy", "cilium.io/v2 CiliumNetworkPolicy");
  }

  @Test
  void policiesAreKeptWholeWithTheLineOfEveryField() throws IOException {
    Path file =
        files.write(
            "policy.json",
            """
            {"apiVersion": "networking.k8s.io/v1",
             "kind": "NetworkPolicy",
             "metadata": {"name": "p"},
             "spec": {
               "podSelector": {"app": "typo"},
               "ingress": [
                 {"from": [
                   {"ipBlock": {"cidr": "10.0.0.0/8"}}]}]}}
            """);

    ClusterObject policy = files.read(file).get(0);

    assertThat(policy.lineOf("/spec/podSelector/app")).isEqualTo(5);
    assertThat(policy.lineOf("/spec/ingress/0/from/0/ipBlock/cidr")).isEqualTo(8);
    assertThat(policy.lineOf("/spec/egress")).isEqualTo(4);
    assertThat(policy.tree().at("/spec/podSelector/app").asText()).isEqualTo("typo");
  }

  @Test
  void aListOfNothingIsASnapshotOfNothing() throws IOException {
    Path file = files.write("none.json", "{\"kind\":\"NetworkPolicyList\",\"items\":null}");

    assertThat(files.read(file)).isEmpty();
  }

  private static int line(ClusterObject object) {
    return object.origin().line();
  }
}
