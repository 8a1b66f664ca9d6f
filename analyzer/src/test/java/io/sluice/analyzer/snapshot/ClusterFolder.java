package io.sluice.analyzer.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;

/** A folder of cluster files, written by a test and read by the real reader. */
record ClusterFolder(Path folder) {
  /** A pod in one line. */
  static final String POD = "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"}}";

  Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  Path writeGz(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  /** The objects of all its files. */
  List<ClusterObject> read() {
    return read(folder);
  }

  List<ClusterObject> read(Path path) {
    return ClusterReader.read("", path, OptionalLong.empty()).objects();
  }
}
