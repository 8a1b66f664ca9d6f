package io.sluice.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnreadableTest {
  @TempDir Path folder;

  private static String reason(ThrowingCallable reading) {
    return Unreadable.reason(catchThrowableOfType(IOException.class, reading));
  }

  @Test
  void theReasonIsInWords() {
    Path gone = folder.resolve("gone");

    assertThat(reason(() -> Files.newInputStream(gone))).isEqualTo("no such file or folder");
    assertThat(reason(() -> new FileInputStream(gone.toFile())))
        .isEqualTo("no such file or folder");
    assertThat(reason(() -> Files.readAllBytes(folder))).isEqualTo("it is a folder");
    assertThat(reason(() -> new FileInputStream(folder.toFile()))).isEqualTo("it is a folder");
    assertThat(reason(() -> Files.newDirectoryStream(Files.createFile(folder.resolve("a")))))
        .isEqualTo("it is no folder");
  }

  @Test
  void aReasonThatTheSystemDoesNotGiveIsAnInputOutputError() {
    assertThat(Unreadable.reason(new IOException())).isEqualTo("input/output error");
    assertThat(Unreadable.reason(new IOException(" "))).isEqualTo("input/output error");
    assertThat(Unreadable.reason(new IOException("Input/output error")))
        .isEqualTo("input/output error");
    assertThat(Unreadable.reason(new FileSystemException("/a/b"))).isEqualTo("input/output error");
    assertThat(Unreadable.reason(new FileNotFoundException("/a/b")))
        .isEqualTo("input/output error");
  }

  @Test
  void aMissingPermissionIsNamedHoweverItIsTold() {
    assertThat(Unreadable.reason(new AccessDeniedException("/a")))
        .isEqualTo("no permission to read it");
    assertThat(Unreadable.reason(new FileNotFoundException("/a (b) (Permission denied)")))
        .isEqualTo("no permission to read it");
    assertThat(Unreadable.reason(new FileSystemException("/a", null, "Operation not permitted")))
        .isEqualTo("no permission to read it");
  }

  @Test
  void whatElseTheSystemSaysIsKept() {
    assertThat(Unreadable.reason(new FileSystemException("/a", null, "Too many open files")))
        .isEqualTo("Too many open files");
    assertThat(Unreadable.reason(new IOException("Stale file handle")))
        .isEqualTo("Stale file handle");
  }
}
