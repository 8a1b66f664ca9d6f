package io.sluice.analyzer.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ReadFailureTest {
  @Test
  void aFailureWhoseMessageIsOnlyThePathIsSaidInWords() {
    assertThat(ReadFailure.describe(new AccessDeniedException("pods.json")))
        .isEqualTo("cannot be read: no permission");
    assertThat(ReadFailure.describe(new NoSuchFileException("pods.json")))
        .isEqualTo("cannot be read: no such file (any more)");
  }

  @Test
  void theSystemsReasonIsQuotedWithoutThePath() {
    assertThat(
            ReadFailure.describe(new FileSystemException("pods.json", null, "Input/output error")))
        .isEqualTo("cannot be read: Input/output error");
  }

  @Test
  void aFailureWithoutAnyReasonSaysSo() {
    assertThat(ReadFailure.describe(new IOException()))
        .isEqualTo("cannot be read: the system gives no reason");
    assertThat(ReadFailure.describe(new FileSystemException("pods.json")))
        .isEqualTo("cannot be read: the system gives no reason");
    assertThat(ReadFailure.describe(null)).isEqualTo("cannot be read: the system gives no reason");
  }
}
