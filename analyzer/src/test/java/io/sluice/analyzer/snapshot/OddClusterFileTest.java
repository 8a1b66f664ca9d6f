package io.sluice.analyzer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.ingest.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are odd in what they hold, in how it is written, or in what kind of file they are. */
class OddClusterFileTest {
  private static final String OTHER_POD = ClusterFolder.POD.replace("\"a\"", "\"b\"");

  private ClusterFolder files;

  @BeforeEach
  void openFolder(@TempDir Path folder) {
    files = new ClusterFolder(folder);
  }

  private void assertRefused(String json, int line, String problem) throws IOException {
    Path file = files.write("odd.json", json);

    assertThatThrownBy(() -> files.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith(file + ":" + line + ": " + problem)
        .message()
        .doesNotContain("`", "Feature", "Constraints", "exceeds the maximum", "code ");
  }

  @Test
  void whatIsTooLongOrTooDeepIsSaidInPlainWords() throws IOException {
    String start = "{\"kind\":\"Pod\",\n";
    String deep = "{\"a\":".repeat(1500);

    assertRefused(
        start + "\"metadata\":{\"fieldsV1\":" + deep, 2, "nested deeper than 1000 levels");
    assertRefused(
        start + "\"a\":" + "1".repeat(5000) + "}",
        2,
        "a number is too long, more than 1000 digits");
    assertRefused(
        start + "\"a\":0." + "1".repeat(5000) + "}", 2, "a number is too long, more than 1000");
    assertRefused(
        start + "\"" + "a".repeat(70_000) + "\":1}", 2, "a key is too long, more than 50000");
    assertRefused(
        start + "\"a\":\"" + "a".repeat(20_500_000) + "\"}", 2, "a text is too long, more than");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "NaN       | not valid JSON near column 9: non-standard token 'NaN'",
        "-Infinity | not valid JSON near column 15: non-standard token '-Infinity'",
        "+1        | not valid JSON near column 7: unexpected character ('+') in numeric value",
        "/* */ 1   | not valid JSON near column 6: unexpected character ('/')",
        "tru       | not valid JSON near column 6: unrecognized token 'tru'",
        "1]        | not valid JSON near column 7: unexpected close marker ']'",
        "~\"\t\"~  | not valid JSON near column 7: a control character or line end inside a text",
        "~\"\\x\"~ | not valid JSON near column 8: unrecognized character escape 'x'",
      })
  void whatIsNoJsonIsSaidInPlainWords(String value, String problem) throws IOException {
    assertRefused("\n{\"a\":" + value + "}", 2, problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n---\n", " # first\n--- # second\n", "\r\n---\r\n", "\n...\n---\n"})
  void yamlDocumentsInBracesAreNoJson(String between) throws IOException {
    String text = ClusterFolder.POD + between + OTHER_POD + "\n---";
    Path file = files.write("flow.yaml", text);
    Path compressed = files.writeGz("flow.yaml.gz", text);

    for (Path path : new Path[] {file, compressed}) {
      assertThat(files.read(path))
          .extracting(object -> object.tree().path("metadata").path("name").asText())
          .containsExactly("a", "b");
    }
  }

  @Test
  void yamlDocumentsInBracesHaveYamlsFaults() throws IOException {
    Path file = files.write("flow.yaml", ClusterFolder.POD + "\n---\n{kind: Pod, ]}");
    Path dashes = files.write("dashes.json", ClusterFolder.POD + "\n----\n-- -\n " + OTHER_POD);

    assertThatThrownBy(() -> files.read(file)).hasMessageContaining("flow.yaml:3: not valid YAML");
    assertThatThrownBy(() -> files.read(dashes)).hasMessageContaining(":2: not valid JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {ClusterFolder.POD, "kind: Pod\nmetadata: {name: a}\n"})
  @Timeout(60)
  void aNamedPipeIsReadOnce(String text) throws IOException, InterruptedException {
    Path pipe = files.folder().resolve("pipe");
    Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(mkfifo.waitFor() == 0, "this system has no named pipes");
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              try {
                Files.writeString(pipe, text);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });

    assertThat(files.read(pipe)).hasSize(1);
    writer.orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Test
  void standardInputIsToldThatAFileIsNeeded() {
    assertThatThrownBy(() -> files.read(Path.of("-")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("-: standard input is read for logs only; a file or folder is needed here");
  }
}
