package io.sluice.analyzer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ingest.UnusableInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterReaderTest {
  @TempDir Path folder;

  @Test
  void aListWithMixedKindsIsReadInItsOrderWithLines() throws IOException {
    Path file =
        write(
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

    List<ClusterObject> objects = read(file);

    assertThat(objects)
        .extracting(o -> o.kind() + " " + o.tree().at("/metadata/name").asText() + " " + line(o))
        .containsExactly("Pod a 4", "Service b 5");
  }

  @Test
  void itemsOfATypedListGetKindAndVersionFromIt() throws IOException {
    Path file =
        write(
            "policies.json",
            """
            {"kind":"NetworkPolicyList","apiVersion":"networking.k8s.io/v1",
             "items":[{"metadata":{"name":"deny"},"spec":{"podSelector":{}}}]}
            """);

    ClusterObject policy = read(file).get(0);

    assertThat(policy.kind()).isEqualTo("NetworkPolicy");
    assertThat(policy.tree().path("apiVersion").asText()).isEqualTo("networking.k8s.io/v1");
  }

  @Test
  void aTypedListThatSaysItsKindLastIsReadTheSame() throws IOException {
    Path file =
        write(
            "pods.json",
            """
            {"apiVersion":"v1",
             "items":[{"metadata":{"name":"a"},"spec":{"containers":[{"workingDir":"x"}]}}],
             "kind":"PodList"}
            """);

    ClusterObject pod = read(file).get(0);

    assertThat(pod.kind()).isEqualTo("Pod");
    assertThat(pod.tree().findValue("workingDir")).isNull();
  }

  @Test
  void aSingleObjectAndAListInsideAListAreRead() throws IOException {
    write("one.json", "{\"kind\":\"Namespace\",\"metadata\":{\"name\":\"shop\"}}");
    write(
        "two.yaml",
        """
        kind: List
        items:
        - kind: PodList
          apiVersion: v1
          items:
          - metadata: {name: inner}
        """);

    assertThat(read(folder))
        .extracting(o -> o.kind() + " " + o.tree().at("/metadata/name").asText())
        .containsExactly("Namespace shop", "Pod inner");
  }

  @Test
  void aTopLevelArrayIsAListWithoutAName() throws IOException {
    Path file = write("a.json", "[{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"}}]");

    assertThat(read(file)).hasSize(1);
  }

  @Test
  void aFolderIsWalkedInOrderWithGzButWithoutHiddenFoldersAndOtherFiles() throws IOException {
    write("b/pod.yaml", "{kind: Pod, metadata: {name: b}}");
    writeGz("a/pod.json.gz", "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"}}");
    write("c.yml", "{kind: Pod, metadata: {name: c}}");
    write(".git/pod.yaml", "{kind: Pod, metadata: {name: hidden}}");
    write("notes.txt", "not read");

    assertThat(read(folder))
        .extracting(o -> o.tree().at("/metadata/name").asText())
        .containsExactly("a", "b", "c");
  }

  @Test
  void aNamedFileIsReadWhateverItsNameAndCompression() throws IOException {
    Path file = writeGz("snapshot", "\n  {\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"}}");

    assertThat(read(file)).hasSize(1);
  }

  @Test
  void byteOrderMarksAndWhatPowerShellRedirectsAreRead() throws IOException {
    Files.write(folder.resolve("utf16.json"), ("\uFEFF" + POD).getBytes(StandardCharsets.UTF_16LE));
    Files.write(folder.resolve("big.json"), ("\uFEFF" + POD).getBytes(StandardCharsets.UTF_16BE));
    Files.write(folder.resolve("utf8.yaml"), "\uFEFFkind: Pod".getBytes(StandardCharsets.UTF_8));

    assertThat(read(folder)).hasSize(3);
  }

  private static final String POD = "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"}}";

  @Test
  void fieldsThatNobodyNeedsAreForgotten() throws IOException {
    Path file =
        write(
            "pod.json",
            """
            {"kind":"Pod","metadata":{"name":"a","annotations":{"x":"y"},
             "managedFields":[{"fieldsV1":{"f:metadata":{}},"time":"2025-01-31T09:00:00Z"}]},
             "spec":{"containers":[{"image":"x","env":[],"ports":[{"containerPort":80}]}],
                     "volumes":[{"name":"v"}]}}
            """);

    ClusterObject pod = read(file).get(0);

    assertThat(pod.tree().toString())
        .isEqualTo(
            "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\",\"annotations\":{}},"
                + "\"spec\":{\"containers\":[{\"image\":\"x\",\"ports\":[{\"containerPort\":80}]}]}}");
    assertThat(pod.epochMillis()).isEqualTo(Snapshots.millis("2025-01-31T09:00:00Z"));
  }

  @Test
  void kindsOfOtherGroupsAreNotMistaken() throws IOException {
    write("a.yaml", "{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: a}}");
    write("b.yaml", "{apiVersion: batch.volcano.sh/v1alpha1, kind: Job, metadata: {name: b}}");
    write("c.yaml", "{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: c}}");
    write("d.yaml", "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: d}}");

    assertThat(read(folder))
        .extracting(o -> o.tree().path("apiVersion").asText() + " " + o.kind())
        .containsExactly("projectcalico.org/v3 NetworkPolicy", "cilium.io/v2 CiliumNetworkPolicy");
  }

  @Test
  void policiesAreKeptWholeWithTheLineOfEveryField() throws IOException {
    Path file =
        write(
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

    ClusterObject policy = read(file).get(0);

    assertThat(policy.lineOf("/spec/podSelector/app")).isEqualTo(5);
    assertThat(policy.lineOf("/spec/ingress/0/from/0/ipBlock/cidr")).isEqualTo(8);
    assertThat(policy.lineOf("/spec/egress")).isEqualTo(4);
    assertThat(policy.tree().at("/spec/podSelector/app").asText()).isEqualTo("typo");
  }

  @Test
  void snapshotTimeIsTheOptionElseTheAnnotationElseTheLatestTimeInside() throws IOException {
    String items =
        "[{\"kind\":\"Node\",\"metadata\":{\"name\":\"n\"},\"status\":{\"conditions\":"
            + "[{\"lastHeartbeatTime\":\"2025-01-31T10:00:00Z\"}]}},"
            + "{\"kind\":\"Event\",\"metadata\":{\"creationTimestamp\":\"2025-01-31T10:03:00Z\","
            + "\"deletionTimestamp\":\"2026-01-01T00:00:00Z\"}}]";
    Path plain = write("plain.json", "{\"kind\":\"List\",\"items\":" + items + "}");
    Path marked =
        write(
            "marked.json",
            "{\"kind\":\"List\",\"items\":"
                + items
                + ",\"metadata\":{\"annotations\":"
                + "{\"sluice.io/taken-at\":\"2025-01-31T11:30:00+01:00\"}}}");

    assertThat(read(plain).get(0).epochMillis()).isEqualTo(millis("10:03"));
    assertThat(read(marked).get(0).epochMillis()).isEqualTo(millis("10:30"));
    assertThat(
            ClusterReader.read("", marked, OptionalLong.of(millis("11:00")))
                .objects()
                .get(0)
                .epochMillis())
        .isEqualTo(millis("11:00"));
  }

  @Test
  void filesOfOneFolderAreOneSnapshotButForThoseWithATimeOfTheirOwn() throws IOException {
    write("pods.yaml", created("Pod", "10:00"));
    write("services.yaml", created("Service", "09:00"));
    write(
        "earlier.yaml",
        """
        kind: List
        metadata: {annotations: {sluice.io/taken-at: "2025-01-31T08:00:00Z"}}
        items:
        - {kind: Pod, metadata: {name: old, creationTimestamp: "2025-01-31T11:00:00Z"}}
        """);

    assertThat(read(folder))
        .extracting(o -> o.kind() + " " + o.epochMillis())
        .containsExactly(
            "Pod " + millis("08:00"), "Pod " + millis("10:00"), "Service " + millis("10:00"));
  }

  @Test
  void severalListsInOneYamlFileCanBeSeveralSnapshots() throws IOException {
    Path file =
        write(
            "hours.yaml",
            """
            kind: PodList
            metadata: {annotations: {sluice.io/taken-at: "2025-01-31T08:00:00Z"}}
            items: [{metadata: {name: a}}]
            ---
            kind: PodList
            metadata: {annotations: {sluice.io/taken-at: "2025-01-31T09:00:00Z"}}
            items: [{metadata: {name: a}}, {metadata: {name: b}}]
            """);

    assertThat(read(file))
        .extracting(ClusterObject::epochMillis)
        .containsExactly(millis("08:00"), millis("09:00"), millis("09:00"));
  }

  @Test
  void manifestsWithoutAnyTimeHaveNone() throws IOException {
    Path file = write("m.yaml", "{kind: Deployment, metadata: {name: a, creationTimestamp: null}}");

    assertThat(read(file).get(0).epochMillis()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void theReaderSaysWhenItHadToGuessTheTimeOfPods() throws IOException {
    Path file = write("pods.yaml", created("Pod", "10:00"));

    assertThat(ClusterReader.read("", file, OptionalLong.empty()).warnings())
        .singleElement()
        .asString()
        .contains("pods.yaml: taken to be of 2025-01-31T10:00:00Z", "--snapshot-time");
    assertThat(ClusterReader.read("", file, OptionalLong.of(5)).warnings()).isEmpty();
  }

  @Test
  void aTakenAtThatIsNoTimeIsAnErrorWithItsLine() throws IOException {
    Path file =
        write(
            "a.yaml",
            """
            # comment
            kind: Pod
            metadata: {name: a, annotations: {sluice.io/taken-at: yesterday}}
            """);

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("a.yaml:2: annotation sluice.io/taken-at must be an RFC 3339 time")
        .hasMessageContaining("\"yesterday\"");
  }

  @Test
  void aListThatIsCutOffIsUnusableWithFileAndLine() throws IOException {
    Path file = write("cut.json", "{\"kind\":\"List\",\"items\":[\n" + POD + ",\n{\"kind\":\"Po");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("cut.json:3: the file ends in the middle of an object");
    assertThatThrownBy(() -> read(folder)).isInstanceOf(UnusableInputException.class);
  }

  @Test
  void aYamlListWhoseEndIsMissingIsNoticedByItsMissingKind() throws IOException {
    Path file =
        write(
            "cut.yaml",
            """
            apiVersion: v1
            items:
            - apiVersion: v1
              kind: Pod
              metadata: {name: a}
            """);

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("cut.yaml:1: this list has items but no kind");
  }

  @Test
  void brokenJsonIsUnusableWithItsLine() throws IOException {
    Path file = write("bad.json", "{\"kind\": \"Pod\",\n \"metadata\": nothing}");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("bad.json:2: not valid JSON");
  }

  @Test
  void aKeyThatComesTwiceIsAnErrorInJsonToo() throws IOException {
    Path inside =
        write("a.json", "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\",\n\"name\":\"b\"}}");
    Path items = write("b.json", "{\"kind\":\"List\",\"items\":[],\n\"items\":[]}");

    assertThatThrownBy(() -> read(inside)).hasMessageContaining("a.json:2: the key \"name\"");
    assertThatThrownBy(() -> read(items)).hasMessageContaining("b.json:2: the key \"items\"");
  }

  @Test
  void aRunningClusterIsToldToBeSavedFirst() {
    assertThatThrownBy(() -> read(Path.of("live")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("live: this version reads no running cluster");
  }

  @Test
  void aMissingPathAndAFolderWithoutAnythingAreUnusable() {
    assertThatThrownBy(() -> read(folder.resolve("absent")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("absent: no such file or folder");
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("holds no .json, .yaml or .yml file");
  }

  @Test
  void anEmptyFileIsUnusableByNameAndAWarningInAFolder() throws IOException {
    Path empty = write("empty.json", "");
    write("pod.json", POD);

    assertThatThrownBy(() -> read(empty)).hasMessageContaining("holds no Kubernetes objects");
    assertThat(ClusterReader.read("", folder, OptionalLong.empty()).warnings())
        .containsExactly(empty + ": holds no Kubernetes objects");
  }

  @Test
  void aListOfNothingIsASnapshotOfNothing() throws IOException {
    Path file = write("none.json", "{\"kind\":\"NetworkPolicyList\",\"items\":null}");

    assertThat(read(file)).isEmpty();
  }

  @Test
  void whatIsNoObjectIsNamedOncePerFile() throws IOException {
    write("mixed.json", POD + "\n{\"verdict\":\"FORWARDED\"}\n{\"verdict\":\"DROPPED\"}\n7");

    ClusterReader.Result read = ClusterReader.read("", folder, OptionalLong.empty());

    assertThat(read.objects()).hasSize(1);
    assertThat(read.warnings())
        .singleElement()
        .asString()
        .contains("mixed.json:2: not a Kubernetes object: an object without \"kind\", and 2 more");
  }

  @Test
  void anErrorOfTheApiServerSavedAsASnapshotIsQuoted() throws IOException {
    Path file =
        write("a.json", "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"forbidden\"}");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("an error of the API server: forbidden");
  }

  @Test
  void aHundredLevelsAreReadAndThousandsAreRefused() throws IOException {
    Path deep = write("deep.json", nested(100));
    Path tooDeep = write("too-deep.json", nested(5_000));
    Path yaml = write("too-deep.yaml", "kind: Pod\nspec: " + "[".repeat(5_000));

    assertThat(read(deep)).hasSize(1);
    assertThatThrownBy(() -> read(tooDeep))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("nested deeper than 500 levels");
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("nested deeper than 500 levels");
  }

  private static String nested(int levels) {
    return "{\"kind\":\"Pod\",\"spec\":"
        + "{\"a\":".repeat(levels)
        + "1"
        + "}".repeat(levels)
        + "}";
  }

  @Test
  void aGzFileThatIsCutOffIsUnusable() throws IOException {
    Path whole = writeGz("a.json.gz", POD.repeat(100));
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(whole, java.util.Arrays.copyOf(bytes, bytes.length - 12));

    assertThatThrownBy(() -> read(whole))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("a.json.gz: the compressed file is cut off");
  }

  @Test
  void aCompressedBombIsRefused() throws IOException {
    Path file = folder.resolve("bomb.json.gz");
    byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write('[');
      for (int i = 0; i < 100; i++) {
        out.write(blanks);
      }
    }

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("inflates more than 300 fold");
  }

  @Test
  void bytesThatAreNoTextAreUnusable() throws IOException {
    Path file = folder.resolve("a.json");
    Files.write(file, new byte[] {'{', '"', (byte) 0xC3, '(', '"', ':', '1', '}'});

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("a.json: is not text in UTF-8 or UTF-16");
  }

  private static String created(String kind, String time) {
    return "{kind: %s, metadata: {name: a, creationTimestamp: \"2025-01-31T%s:00Z\"}}"
        .formatted(kind, time);
  }

  private static long millis(String time) {
    return Snapshots.millis("2025-01-31T" + time + ":00Z");
  }

  private static int line(ClusterObject object) {
    return object.origin().line();
  }

  private static List<ClusterObject> read(Path path) {
    return ClusterReader.read("", path, OptionalLong.empty()).objects();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path writeGz(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
