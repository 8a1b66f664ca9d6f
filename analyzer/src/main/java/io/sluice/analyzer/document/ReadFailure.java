package io.sluice.analyzer.document;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * Why a file could not be read, in words. The message of many failures is only the file's path, and
 * some have none.
 */
public final class ReadFailure {
  private ReadFailure() {}

  /** What goes behind the path and a colon: {@code cannot be read: no permission}. */
  public static String describe(@Nullable IOException failure) {
    if (failure instanceof EOFException) {
      return "the compressed file is cut off";
    }
    if (failure instanceof CharacterCodingException) {
      return "is not text in UTF-8 or UTF-16";
    }
    return "cannot be read: " + reason(failure);
  }

  private static String reason(@Nullable IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "no permission";
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file (any more)";
    }
    if (failure instanceof FileSystemLoopException) {
      return "its links lead in a circle";
    }
    String message =
        failure instanceof FileSystemException of
            ? of.getReason()
            : failure == null ? null : failure.getMessage();
    return message == null || message.isBlank() ? "the system gives no reason" : message;
  }
}
