package io.sluice.recommender.audit.expect;

import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.audit.world.World;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The worlds of a run: each is read once, and the one that was not asked for longest goes where all
 * together would be too big for the memory.
 */
public final class Worlds {
  /** Pods and policies of all worlds that are kept; one world is kept whatever its size. */
  private static final int MOST_OBJECTS = 30_000;

  private static final int MOST_WORLDS = 500;

  /** Reads a world. */
  @FunctionalInterface
  public interface Loader {
    /**
     * The world of a path.
     *
     * @throws UnusableInputException where it cannot be read
     */
    World load(Path path);
  }

  /**
   * A world, or why there is none.
   *
   * @param world the world
   * @param problem the reason, or ""
   */
  record Found(Optional<World> world, String problem) {
    int size() {
      return world.map(World::size).orElse(1);
    }
  }

  private final Loader loader;
  private final Found ofRun;
  private final Map<Path, Found> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long objects;
  private int reads;

  /**
   * Worlds by path.
   *
   * @param ofRun for expectations that name none
   */
  public Worlds(Optional<World> ofRun, Loader loader) {
    this.loader = loader;
    this.ofRun =
        new Found(
            ofRun,
            ofRun.isPresent() ? "" : "it names no cluster, and there is no --cluster either");
  }

  /** How many worlds were read from paths, one twice where it had to go meanwhile. */
  public int reads() {
    return reads;
  }

  Found find(Place place, Expectation expectation) {
    if (expectation.world().isEmpty()) {
      return ofRun;
    }
    try {
      return find(place.folder().resolve(expectation.world().get()).normalize());
    } catch (InvalidPathException e) {
      return new Found(Optional.empty(), "its cluster is no path: " + e.getReason());
    }
  }

  private Found find(Path path) {
    Found known = kept.get(path);
    if (known != null) {
      return known;
    }
    reads++;
    Found read = load(path);
    kept.put(path, read);
    objects += read.size();
    Iterator<Found> eldest = kept.values().iterator();
    while (kept.size() > 1 && (objects > MOST_OBJECTS || kept.size() > MOST_WORLDS)) {
      objects -= eldest.next().size();
      eldest.remove();
    }
    return read;
  }

  private Found load(Path path) {
    try {
      return new Found(Optional.of(loader.load(path)), "");
    } catch (UnusableInputException e) {
      return new Found(Optional.empty(), "its cluster cannot be read: " + e.getMessage());
    }
  }
}
