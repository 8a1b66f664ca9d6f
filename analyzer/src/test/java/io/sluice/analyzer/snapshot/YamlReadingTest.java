package io.sluice.analyzer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.ingest.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlReadingTest {
  @TempDir Path folder;

  @Test
  void wordsStayTextAndNumbersAreNumbers() throws IOException {
    JsonNode spec =
        policy(
            """
            on: yes
            no: off
            port: 8080
            quoted: "8080"
            octal: 0o17
            hex: 0x1F
            float: 1.5
            truth: true
            nothing: ~
            time: 2025-01-31T10:00:00Z
            tagged: !!str 5
            """);

    assertThat(spec.toString())
        .isEqualTo(
            "{\"on\":\"yes\",\"no\":\"off\",\"port\":8080,\"quoted\":\"8080\",\"octal\":15,"
                + "\"hex\":31,\"float\":1.5,\"truth\":true,\"nothing\":null,"
                + "\"time\":\"2025-01-31T10:00:00Z\",\"tagged\":\"5\"}");
  }

  @Test
  void everyFieldOfAPolicyHasItsLine() throws IOException {
    ClusterObject policy =
        read("""
                # a comment

                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: a}
                spec:
                  podSelector: {}
                  ingress:
                  - ports:
                    - port: 80
                    - port: http
                """)
            .get(0);

    assertThat(policy.origin().line()).isEqualTo(3);
    assertThat(policy.lineOf("/spec/podSelector")).isEqualTo(7);
    assertThat(policy.lineOf("/spec/ingress/0/ports/1/port")).isEqualTo(11);
  }

  @Test
  void severalDocumentsAndListsAreReadAndEmptyOnesPassedOver() throws IOException {
    List<ClusterObject> objects =
        read(
            """
            ---
            ---
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Pod, metadata: {name: a}}
            ---
            # only a comment
            ---
            {apiVersion: v1, kind: Service, metadata: {name: b}}
            ---
            kind: PodList
            apiVersion: v1
            items:
            - metadata: {name: c}
            ...
            """);

    assertThat(objects)
        .extracting(o -> o.kind() + " " + o.origin().line())
        .containsExactly("Pod 6", "Service 10", "Pod 15");
  }

  @Test
  void aKeyThatComesTwiceIsAnErrorWithItsLine() {
    assertThatThrownBy(() -> read("kind: Pod\nmetadata:\n  name: a\n  labels: {}\n  name: b\n"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("a.yaml:5: the key \"name\" comes twice");
  }

  @Test
  void aliasesStandForTheirAnchorsAndMergeKeysForTheirMappings() throws IOException {
    JsonNode spec =
        policy(
            """
            base: &base {a: 1, b: 2}
            copy: *base
            merged:
              b: 3
              <<: *base
            several:
              <<: [{b: 5, c: 6}, *base]
            """);

    assertThat(spec.path("copy").toString()).isEqualTo("{\"a\":1,\"b\":2}");
    assertThat(spec.path("merged").toString()).isEqualTo("{\"b\":3,\"a\":1}");
    assertThat(spec.path("several").toString()).isEqualTo("{\"b\":5,\"c\":6,\"a\":1}");
  }

  @Test
  void aListItemCanBeAnAliasAndHaveMergedFields() throws IOException {
    List<ClusterObject> objects =
        read(
            """
            kind: List
            items:
            - &one {apiVersion: v1, kind: Pod, metadata: {name: a}}
            - <<: *one
              metadata: {name: b}
            - *one
            """);

    assertThat(objects)
        .extracting(o -> o.tree().at("/metadata/name").asText())
        .containsExactly("a", "b", "a");
  }

  @Test
  void aBillionLaughsAreRefusedEarly() {
    StringBuilder text =
        new StringBuilder("kind: Pod\nspec:\n  a0: &a0 [x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      text.append(
          "  a%d: &a%d [%s]%n"
              .formatted(
                  i,
                  i,
                  String.join(
                      ", ",
                      List.of(before, before, before, before, before, before, before, before))));
    }

    assertThatThrownBy(() -> read(text.toString()))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("the aliases of this YAML stand for more than 200000 values");
  }

  @Test
  void anAliasInsideItsOwnAnchorIsRefused() {
    assertThatThrownBy(() -> read("kind: Pod\nspec: &a\n  b: *a\n"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("a.yaml:3: not valid YAML: *a refers to no anchor");
  }

  @Test
  void brokenYamlIsUnusableWithItsLine() {
    assertThatThrownBy(() -> read("kind: Pod\nmetadata:\n\tname: a\n"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("a.yaml:3: not valid YAML");
    assertThatThrownBy(() -> read("kind: Pod\n{{ if .Values.x }}\n"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("a.yaml:");
  }

  @Test
  void aKeyThatIsNoWordIsRefused() {
    assertThatThrownBy(() -> read("kind: Pod\nspec:\n  ? [a, b]\n  : c\n"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("a.yaml:3: not usable YAML: a key must be a plain word");
  }

  private JsonNode policy(String spec) throws IOException {
    return read("kind: NetworkPolicy\nmetadata: {name: a}\nspec:\n" + spec.indent(2))
        .get(0)
        .tree()
        .path("spec");
  }

  private List<ClusterObject> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), text);
    return ClusterReader.read("", file, OptionalLong.empty()).objects();
  }
}
