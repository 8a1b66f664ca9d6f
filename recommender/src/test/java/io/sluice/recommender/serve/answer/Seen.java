package io.sluice.recommender.serve.answer;

import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.analyzer.stream.Delays;
import io.sluice.recommender.example.ExampleFolder;
import io.sluice.recommender.example.Sluice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What a service would know of logs and a cluster: the edges that {@code flows} makes of them. */
public final class Seen {
  private Seen() {}

  /** The edges of logs beside the objects of their cluster. */
  public static Sight of(long version, Path logs, Path cluster) throws IOException {
    Path file = Files.createTempFile("seen", ".edges");
    try {
      Sluice.Run run =
          Sluice.run("flows", logs, "--cluster", cluster, "-o", "edges=" + file, "--quiet");
      if (run.exit() != 0) {
        throw new AssertionError(run.err());
      }
      try (InputStream in = Files.newInputStream(file)) {
        return of(version, EdgeFile.read(in), cluster);
      }
    } finally {
      Files.delete(file);
    }
  }

  static Sight of(long version, StoredTable edges, Path cluster) {
    return new Sight(
        version,
        edges,
        Delays.NONE,
        ClusterReader.read("", cluster, OptionalLong.empty()).objects());
  }

  /** The shipped example. */
  public static Sight example() {
    try {
      return of(1, ExampleFolder.logs(), ExampleFolder.cluster());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
