package io.sluice.analyzer.sighting.read;

import io.sluice.analyzer.document.BrokenFileException;
import io.sluice.analyzer.document.JsonTokens;
import io.sluice.analyzer.document.Tokens;
import io.sluice.analyzer.sighting.SightingFold;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;

/**
 * One file of recorded pods: recognised by its content, read into a fold. An export of rows may
 * lack its end, because every row stands for itself.
 */
public final class SightingFile {
  private SightingFile() {}

  /**
   * Reads a file if it is a recording.
   *
   * @param file its name, for problems
   * @param reader its text, which can be marked; stands at its start afterwards if it is none
   * @param json whether it is JSON
   * @return whether it is one
   * @throws BrokenFileException where the file is broken, or lacks a column that is needed
   */
  public static boolean read(String file, Reader reader, boolean json, SightingFold fold)
      throws IOException {
    SightingShape shape = SightingShape.of(reader, json);
    if (shape == SightingShape.NONE) {
      return false;
    }
    if (shape == SightingShape.PROMETHEUS) {
      try (Tokens tokens = new JsonTokens(reader)) {
        new PrometheusAnswer(file, tokens, fold).readAll();
      }
      return true;
    }
    try {
      readRows(reader, json, new LogRows(file, fold));
    } catch (BrokenFileException e) {
      if (!e.cutOff()) {
        throw e;
      }
      fold.problem(file, e.line(), "the export ends in the middle of a row; row not used");
    }
    return true;
  }

  private static void readRows(Reader reader, boolean json, LogRows to) throws IOException {
    if (!json) {
      LogRowsCsv.read(reader, to);
      return;
    }
    try (Tokens tokens = new JsonTokens(reader)) {
      new LogRowsJson(tokens, to).readAll();
    }
  }

  /** Whether a file's name says CSV, so that it is no YAML whatever its content. */
  public static boolean isCsv(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".csv") || lower.endsWith(".csv.gz");
  }
}
