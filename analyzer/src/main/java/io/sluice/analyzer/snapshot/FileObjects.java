package io.sluice.analyzer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.document.BrokenFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What one file was found to hold. */
final class FileObjects {
  private final String file;
  private final List<DraftObject> objects = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private long latestMillis = Long.MIN_VALUE;
  private boolean anyDocument;
  private boolean anyEvent;
  private int strays;
  private int firstStrayLine;
  private String firstStray = "";

  FileObjects(String file) {
    this.file = file;
  }

  void add(DraftObject object) {
    objects.add(object);
  }

  /** Something that is of Kubernetes, though perhaps of a kind that is not kept. */
  void sawDocument() {
    anyDocument = true;
  }

  /** An event of a watch, also one without an object that is kept. */
  void sawEvent() {
    anyDocument = true;
    anyEvent = true;
  }

  void sawTime(long millis) {
    latestMillis = Math.max(latestMillis, millis);
  }

  /** Something that is no Kubernetes object. */
  void stray(int line, String what) {
    if (strays++ == 0) {
      firstStrayLine = line;
      firstStray = what;
    }
  }

  void warn(int line, String warning) {
    warnings.add(file + ":" + line + ": " + warning);
  }

  /**
   * The {@code sluice.io/taken-at} of a List or object.
   *
   * @throws BrokenFileException where it is no time: a wrong time is worse than none
   */
  OptionalLong takenAt(JsonNode tree, int line) {
    JsonNode text = tree.path("metadata").path("annotations").path(KeptKinds.TAKEN_AT);
    if (text.isMissingNode()) {
      return OptionalLong.empty();
    }
    OptionalLong millis = Timestamps.millis(text.asText());
    if (millis.isEmpty()) {
      throw new BrokenFileException(
          line,
          "annotation "
              + KeptKinds.TAKEN_AT
              + " must be an RFC 3339 time such as 2025-01-31T12:00:00Z, but is \""
              + text.asText()
              + "\"",
          false);
    }
    return millis;
  }

  String file() {
    return file;
  }

  List<DraftObject> objects() {
    return objects;
  }

  /** Whether anything in it is of Kubernetes. */
  boolean isKubernetes() {
    return anyDocument;
  }

  /** Whether it has events of a watch; those stand each for itself. */
  boolean isWatch() {
    return anyEvent;
  }

  /** The latest time in it, or {@link Long#MIN_VALUE}. */
  long latestMillis() {
    return latestMillis;
  }

  /** What is no Kubernetes object, in one line; "" where all is. */
  String strays() {
    if (strays == 0) {
      return "";
    }
    String more = strays == 1 ? "" : ", and " + (strays - 1) + " more";
    return file + ":" + firstStrayLine + ": not a Kubernetes object: " + firstStray + more;
  }

  List<String> warnings() {
    return warnings;
  }
}
