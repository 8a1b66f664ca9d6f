package io.sluice.recommender.write.manifest;

import io.sluice.recommender.write.file.ContentDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The digests of the files of a run, taken before it reads them. A file that changes while the run
 * goes on is told by its size and time: what the manifest says of it would not be what was read.
 */
public final class InputSurvey {
  private final Map<Path, Taken> taken = new LinkedHashMap<>();

  private record Taken(ContentDigest digest, BasicFileAttributes attributes) {}

  /** Takes the digest of a file, once. */
  public ContentDigest take(Path file) throws IOException {
    Path real = file.toRealPath();
    Taken known = taken.get(real);
    if (known == null) {
      BasicFileAttributes before = Files.readAttributes(real, BasicFileAttributes.class);
      known = new Taken(ContentDigest.of(real), before);
      taken.put(real, known);
    }
    return known.digest();
  }

  /** All files so far. */
  public Set<Path> files() {
    return Set.copyOf(taken.keySet());
  }

  /** Those that are not what they were, sorted. */
  public List<Path> changed() {
    List<Path> changed = new ArrayList<>();
    taken.forEach(
        (file, was) -> {
          if (!isStill(file, was.attributes())) {
            changed.add(file);
          }
        });
    return changed.stream().sorted().toList();
  }

  private static boolean isStill(Path file, BasicFileAttributes was) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.size() == was.size() && now.lastModifiedTime().equals(was.lastModifiedTime());
    } catch (IOException e) {
      return false;
    }
  }
}
