package io.sluice.recommender.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.example.ExampleFolder;
import io.sluice.recommender.pr.Remote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code sluice pr} on the example and a repository of its own. */
final class PrRuns implements AutoCloseable {
  static final String SHOP = "netpol/prod/shop";
  static final String FOLDER = "clusters/prod/netpol";

  final Remote remote;

  PrRuns(Path folder) {
    remote = Remote.with(folder.resolve("policies.git"), Map.of("README.md", "hello\n"));
  }

  CommandRun pr(String verb, Object... more) {
    List<Object> words = new ArrayList<>(List.of("pr", verb));
    words.addAll(
        List.of(
            ExampleFolder.logs(),
            "--cluster",
            ExampleFolder.cluster(),
            "--repo",
            remote.folder(),
            "--path",
            FOLDER,
            "--cluster-name",
            "prod"));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  CommandRun branches(String verb, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "pr", verb, "--repo", remote.folder(), "--path", FOLDER, "--cluster-name", "prod"));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  /** Writes a file, and the folders that it is in. */
  static void write(Path path, String content) {
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text with what did not fit into the description. */
  static String whole(JsonNode request) {
    StringBuilder text = new StringBuilder(request.path("body").asText());
    request.path("files").forEach(file -> text.append(file.path("after").asText()));
    return text.toString();
  }

  @Override
  public void close() {
    remote.close();
  }
}
