package io.sluice.recommender.write.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFilesTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;

  private final Scratch scratch = new Scratch();

  @Test
  void theFileIsThereWholeAndNothingElseIs() throws IOException {
    Path file = folder.resolve("report.json");
    Files.writeString(file, "old");

    write(file, "new");

    assertThat(Files.readString(file)).isEqualTo("new");
    assertThat(folder.toFile().list()).containsExactly("report.json");
  }

  @Test
  void anInterruptedRunLeavesTheOldContent() throws IOException {
    Path file = folder.resolve("report.json");
    Files.writeString(file, "old");
    scratch.close();

    assertThatThrownBy(() -> write(file, "new")).isInstanceOf(OutputException.class);

    assertThat(Files.readString(file)).isEqualTo("old");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> OutputFiles.check(folder.resolve("no/report.md"), null))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("there is no folder");
  }

  @Test
  void aFolderThatTheRunWillMakeIsNoReasonToRefuse() {
    Path made = folder.resolve("policies");

    OutputFiles.check(made.resolve("report.md"), made);
  }

  @Test
  void whereOneOfSeveralFailsNoneIsChanged() throws IOException {
    assumeTrue(Files.exists(FULL), "needs a device that is always full");
    Path file = folder.resolve("report.json");
    OutputFiles files = new OutputFiles(scratch);
    files.stage(file, "new".getBytes(UTF_8));
    files.stage(FULL, "new".getBytes(UTF_8));

    assertThatThrownBy(files::publish)
        .isInstanceOf(OutputException.class)
        .hasMessageStartingWith("cannot write /dev/full: ")
        .hasMessageNotContaining("Exception");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void closingScratchWhileSomebodyWritesLeavesNothing() throws Exception {
    for (int round = 0; round < 20; round++) {
      Scratch own = new Scratch();
      Path temporary = own.folderIn(folder, ".x");
      Thread writer =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 400; i++) {
                    Path file = temporary.resolve("tree/" + i % 7 + "/" + i);
                    own.whole(
                        () -> {
                          Files.createDirectories(file.getParent());
                          Files.writeString(file, "x");
                        });
                  }
                } catch (IOException closed) {
                  // That is how it is told to stop.
                }
              });
      writer.start();
      while (!Files.exists(temporary.resolve("tree/6"))) {
        Thread.onSpinWait();
      }

      own.close();
      writer.join();

      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void closingScratchRemovesEveryTemporaryFile() throws IOException {
    Path temporary = scratch.folderIn(folder, ".x");
    Files.createDirectories(temporary.resolve("a/b"));
    Files.writeString(temporary.resolve("a/b/c"), "half");

    scratch.close();

    assertThat(folder).isEmptyDirectory();
  }

  private void write(Path file, String text) {
    OutputFiles files = new OutputFiles(scratch);
    files.stage(file, text.getBytes(UTF_8));
    files.publish();
  }
}
