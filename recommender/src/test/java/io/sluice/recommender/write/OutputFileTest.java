package io.sluice.recommender.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFileTest {
  @TempDir Path folder;

  private final Scratch scratch = new Scratch();

  @Test
  void theFileIsThereWholeAndNothingElseIs() throws IOException {
    Path file = folder.resolve("report.json");
    Files.writeString(file, "old");

    OutputFile.write(file, "new", scratch);

    assertThat(Files.readString(file)).isEqualTo("new");
    assertThat(folder.toFile().list()).containsExactly("report.json");
  }

  @Test
  void anInterruptedRunLeavesTheOldContent() throws IOException {
    Path file = folder.resolve("report.json");
    Files.writeString(file, "old");
    scratch.close();

    assertThatThrownBy(() -> OutputFile.write(file, "new", scratch))
        .isInstanceOf(OutputException.class);

    assertThat(Files.readString(file)).isEqualTo("old");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> OutputFile.write(folder.resolve("no/report.md"), "x", scratch))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("there is no folder");
  }

  @Test
  void closingScratchRemovesEveryTemporaryFile() throws IOException {
    Path temporary = scratch.folderIn(folder, ".x");
    Files.createDirectories(temporary.resolve("a/b"));
    Files.writeString(temporary.resolve("a/b/c"), "half");

    scratch.close();

    assertThat(folder).isEmptyDirectory();
  }
}
