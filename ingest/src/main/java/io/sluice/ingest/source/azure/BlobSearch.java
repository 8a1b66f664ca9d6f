package io.sluice.ingest.source.azure;

import io.sluice.ingest.source.Glob;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which blobs a location means: one, all whose names begin with something, or a pattern's. */
final class BlobSearch {
  /**
   * What is there now.
   *
   * @param blobs by name
   * @param named whether the location is the name of the only one
   */
  record Found(SortedMap<String, BlobVersion> blobs, boolean named) {}

  private BlobSearch() {}

  static Found in(BlobLocation location, BlobContainer container) {
    String path = location.path();
    if (location.isPattern()) {
      return new Found(matching(container, new Glob(path)), false);
    }
    if (!path.isEmpty() && !path.endsWith("/")) {
      Optional<BlobVersion> itself = container.version(path);
      if (itself.isPresent()) {
        return new Found(new TreeMap<>(Map.of(path, itself.get())), true);
      }
    }
    int folder = path.lastIndexOf('/') + 1;
    SortedMap<String, BlobVersion> found = container.list(path);
    found.keySet().removeIf(name -> isHidden(name.substring(folder)));
    return new Found(found, false);
  }

  private static SortedMap<String, BlobVersion> matching(BlobContainer container, Glob glob) {
    SortedMap<String, BlobVersion> found = container.list(glob.literal());
    found
        .keySet()
        .removeIf(
            name -> {
              String relative = name.substring(glob.base().length());
              return isHidden(relative) || !matches(glob, relative);
            });
    return found;
  }

  /** Whether a pattern matches a name or a folder that it is in. */
  private static boolean matches(Glob glob, String relative) {
    int slash = relative.indexOf('/');
    while (slash >= 0) {
      if (glob.matches(relative.substring(0, slash))
          || glob.matches(relative.substring(0, slash + 1))) {
        return true;
      }
      slash = relative.indexOf('/', slash + 1);
    }
    return glob.matches(relative);
  }

  /** As with files: what begins with a dot, or lies in such a folder, is passed over. */
  private static boolean isHidden(String relative) {
    return relative.startsWith(".") || relative.contains("/.");
  }
}
