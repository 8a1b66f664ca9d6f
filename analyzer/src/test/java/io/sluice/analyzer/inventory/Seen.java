package io.sluice.analyzer.inventory;

import io.sluice.analyzer.sighting.SeenPod;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Recordings written to files and read back by the real reader, beside snapshots. */
final class Seen {
  private final Path folder;
  private final List<ClusterObject> objects = new ArrayList<>();
  private final List<SeenPod> pods = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  Seen(Path folder) {
    this.folder = folder;
  }

  Seen file(String name, String text) {
    return file("", name, text.getBytes(StandardCharsets.UTF_8));
  }

  Seen file(String cluster, String name, byte[] content) {
    try {
      Path file = folder.resolve(name);
      Files.write(file, content);
      ClusterReader.Result read = ClusterReader.read(cluster, file, OptionalLong.empty());
      objects.addAll(read.objects());
      pods.addAll(read.seenPods());
      warnings.addAll(read.warnings());
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Seen beside(Snapshots snapshots) {
    objects.addAll(snapshots.objects());
    return this;
  }

  List<SeenPod> pods() {
    return pods;
  }

  List<String> warnings() {
    return warnings;
  }

  Inventory inventory() {
    return Inventory.of(objects, pods);
  }
}
