package io.sluice.analyzer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ingest.UnusableInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are broken, empty or of something else. */
class BrokenClusterFileTest {
  private ClusterFolder files;

  @BeforeEach
  void openFolder(@TempDir Path folder) {
    files = new ClusterFolder(folder);
  }

  @Test
  void aListThatIsCutOffIsUnusableWithFileAndLine() throws IOException {
    Path file =
        files.write(
            "cut.json",
            "{\"kind\":\"List\",\"items\":[\n" + ClusterFolder.POD + ",\n{\"kind\":\"Po");

    assertThatThrownBy(() -> files.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("cut.json:3: the file ends in the middle of an object");
    assertThatThrownBy(() -> files.read()).isInstanceOf(UnusableInputException.class);
  }

  @Test
  void aYamlListWhoseEndIsMissingIsNoticedByItsMissingKind() throws IOException {
    Path file =
        files.write(
            "cut.yaml",
            """
            apiVersion: v1
            items:
            - apiVersion: v1
              kind: Pod
              metadata: {name: a}
            """);

    assertThatThrownBy(() -> files.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("cut.yaml:1: this list has items but no kind");
  }

  @Test
  void brokenJsonIsUnusableWithItsLine() throws IOException {
    Path file = files.write("bad.json", "{\"kind\": \"Pod\",\n \"metadata\": nothing}");

    assertThatThrownBy(() -> files.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("bad.json:2: not valid JSON");
  }

  @Test
  void aKeyThatComesTwiceIsAnErrorInJsonToo() throws IOException {
    Path inside =
        files.write("a.json", "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\",\n\"name\":\"b\"}}");
    Path items = files.write("b.json", "{\"kind\":\"List\",\"items\":[],\n\"items\":[]}");

    assertThatThrownBy(() -> files.read(inside)).hasMessageContaining("a.json:2: the key \"name\"");
    assertThatThrownBy(() -> files.read(items)).hasMessageContaining("b.json:2: the key \"items\"");
  }

  @Test
  void aRunningClusterIsToldToBeSavedFirst() {
    assertThatThrownBy(() -> files.read(Path.of("live")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("live: a running cluster is no file");
  }

  @Test
  void aMissingPathAndAFolderWithoutAnythingAreUnusable() {
    assertThatThrownBy(() -> files.read(files.folder().resolve("absent")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("absent: no such file or folder");
    assertThatThrownBy(() -> files.read())
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("holds no .json, .yaml, .yml or .csv file");
  }

  @Test
  void anEmptyFileIsUnusableByNameAndAWarningInAFolder() throws IOException {
    Path empty = files.write("empty.json", "");
    files.write("pod.json", ClusterFolder.POD);

    assertThatThrownBy(() -> files.read(empty)).hasMessageContaining("holds no Kubernetes objects");
    assertThat(ClusterReader.read("", files.folder(), OptionalLong.empty()).warnings())
        .containsExactly(empty + ": holds no Kubernetes objects");
  }

  @Test
  void whatIsNoObjectIsNamedOncePerFile() throws IOException {
    files.write(
        "mixed.json",
        ClusterFolder.POD + "\n{\"verdict\":\"FORWARDED\"}\n{\"verdict\":\"DROPPED\"}\n7");

    ClusterReader.Result read = ClusterReader.read("", files.folder(), OptionalLong.empty());

    assertThat(read.objects()).hasSize(1);
    assertThat(read.warnings())
        .singleElement()
        .asString()
        .contains("mixed.json:2: not a Kubernetes object: an object without \"kind\", and 2 more");
  }

  @Test
  void anErrorOfTheApiServerSavedAsASnapshotIsQuoted() throws IOException {
    Path file =
        files.write(
            "a.json", "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"forbidden\"}");

    assertThatThrownBy(() -> files.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("an error of the API server: forbidden");
  }

  @Test
  void anErrorOfTheApiServerWithoutAMessageIsToldByItsReason() throws IOException {
    Path file =
        files.write("a.json", "{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"code\":403}");

    assertThatThrownBy(() -> files.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageEndingWith("an error of the API server: Forbidden (code 403)");
  }

  @Test
  void linksThatLeadInACircleAreSaidToDoSo() throws IOException {
    Path link = Files.createSymbolicLink(files.folder().resolve("again"), files.folder());

    assertThatThrownBy(files::read)
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(link + ": cannot be read: its links lead in a circle");
  }

  @Test
  void aHundredLevelsAreReadAndThousandsAreRefused() throws IOException {
    Path deep = files.write("deep.json", nested(100));
    Path tooDeep = files.write("too-deep.json", nested(5_000));
    Path yaml = files.write("too-deep.yaml", "kind: Pod\nspec: " + "[".repeat(5_000));
    Path lists = files.write("lists.yaml", "- ".repeat(50_000));

    assertThat(files.read(deep)).hasSize(1);
    assertThatThrownBy(() -> files.read(tooDeep))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("nested deeper than 500 levels");
    assertThatThrownBy(() -> files.read(yaml))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("nested deeper than 500 levels");
    assertThatThrownBy(() -> files.read(lists))
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
    Path whole = files.writeGz("a.json.gz", ClusterFolder.POD.repeat(100));
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(whole, java.util.Arrays.copyOf(bytes, bytes.length - 12));

    assertThatThrownBy(() -> files.read(whole))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("a.json.gz: the compressed file is cut off");
  }

  @Test
  void aCompressedBombIsRefused() throws IOException {
    Path file = files.folder().resolve("bomb.json.gz");
    byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write('[');
      for (int i = 0; i < 100; i++) {
        out.write(blanks);
      }
    }

    assertThatThrownBy(() -> files.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("inflates more than 300 fold");
  }

  @Test
  void bytesThatAreNoTextAreUnusable() throws IOException {
    Path file = files.folder().resolve("a.json");
    Files.write(file, new byte[] {'{', '"', (byte) 0xC3, '(', '"', ':', '1', '}'});

    assertThatThrownBy(() -> files.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("a.json: is not text in UTF-8 or UTF-16");
  }
}
