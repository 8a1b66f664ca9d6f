package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A small world, and the manifest of a run on it. */
final class RecordedRuns {
  final Path folder;
  final TinyWorld world;
  Path manifest;

  RecordedRuns(Path folder) {
    this.folder = folder;
    world = new TinyWorld(folder);
    manifest = folder.resolve("run.json");
  }

  CommandRun record(Object... options) {
    List<Object> words = new ArrayList<>(List.of("--manifest", manifest));
    words.addAll(List.of(options));
    CommandRun run = world.run("recommend", words.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
    return run;
  }

  CommandRun verify(Object... more) {
    List<Object> words = new ArrayList<>(List.of("recommend", "--verify", manifest));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  JsonNode read() {
    try {
      return new JsonMapper().readTree(Files.readAllBytes(manifest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void change(Consumer<ObjectNode> change) throws IOException {
    ObjectNode tree = (ObjectNode) read();
    change.accept(tree);
    Files.writeString(manifest, tree.toString());
  }
}
