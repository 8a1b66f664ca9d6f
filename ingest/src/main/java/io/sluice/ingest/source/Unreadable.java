package io.sluice.ingest.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Optional;

/** Why something cannot be read, in words: what Java says is often only the path, or nothing. */
final class Unreadable {
  private static final String UNKNOWN = "input/output error";

  private Unreadable() {}

  /** The reason of a failure, without the path. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission to read it";
    }
    if (e instanceof NotDirectoryException) {
      return "it is no folder";
    }
    if (e instanceof FileSystemLoopException) {
      return "its links lead in a circle";
    }
    if (e instanceof FileSystemException file) {
      return said(Optional.ofNullable(file.getReason()));
    }
    Optional<String> message = Optional.ofNullable(e.getMessage());
    return said(e instanceof FileNotFoundException ? message.map(Unreadable::inBrackets) : message);
  }

  /** Of {@code path (reason)}. */
  private static String inBrackets(String message) {
    int from = message.lastIndexOf('(');
    return from < 0 || !message.endsWith(")")
        ? ""
        : message.substring(from + 1, message.length() - 1);
  }

  private static String said(Optional<String> system) {
    String text = system.map(String::strip).orElse("");
    String lower = text.toLowerCase(Locale.ROOT);
    if (text.isEmpty()) {
      return UNKNOWN;
    }
    if (lower.contains("is a directory")) {
      return "it is a folder";
    }
    if (lower.contains("permission denied") || lower.contains("not permitted")) {
      return "no permission to read it";
    }
    if (lower.contains("no such file")) {
      return "no such file or folder";
    }
    return lower.equals(UNKNOWN) ? UNKNOWN : text;
  }
}
