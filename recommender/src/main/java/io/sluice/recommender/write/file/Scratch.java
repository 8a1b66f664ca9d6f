package io.sluice.recommender.write.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The temporary files and folders of a run. Closing it removes them, whether the run ends or is
 * interrupted; a shutdown hook may call {@link #close} from its own thread. What must not be cut in
 * two runs inside {@link #whole}: closing waits for it, and after closing nothing of the kind
 * starts any more.
 */
public final class Scratch implements AutoCloseable {
  private static final int ATTEMPTS = 50;
  private static final long PAUSE_NANOS = 10_000_000L;

  private final Set<Path> paths = new LinkedHashSet<>();
  private boolean closed;

  /** A step that may fail on the file system. */
  @FunctionalInterface
  public interface Step {
    void run() throws IOException;
  }

  /** A new folder inside {@code parent}. */
  public synchronized Path folderIn(Path parent, String prefix) throws IOException {
    refuseWhenClosed();
    return remember(Files.createTempDirectory(parent, prefix));
  }

  /** A new file inside {@code parent}. */
  public synchronized Path fileIn(Path parent, String prefix) throws IOException {
    refuseWhenClosed();
    return remember(Files.createTempFile(parent, prefix, null));
  }

  /** A new folder where the system keeps temporary files. */
  public synchronized Path folder(String prefix) throws IOException {
    refuseWhenClosed();
    return remember(Files.createTempDirectory(prefix));
  }

  /** Runs a step to its end even if the run is interrupted meanwhile. */
  public synchronized void whole(Step step) throws IOException {
    refuseWhenClosed();
    step.run();
  }

  /** Removes one of the paths early. */
  public synchronized void remove(Path path) {
    paths.remove(path);
    delete(path);
  }

  @Override
  public synchronized void close() {
    closed = true;
    List<Path> newestFirst = new ArrayList<>(paths);
    java.util.Collections.reverse(newestFirst);
    newestFirst.forEach(Scratch::delete);
    paths.clear();
  }

  private Path remember(Path path) {
    paths.add(path);
    return path;
  }

  private void refuseWhenClosed() throws IOException {
    if (closed) {
      throw new IOException("interrupted");
    }
  }

  /**
   * Deletes a tree. Somebody who was not told to stop may still be making a file in it, so a few
   * attempts are made.
   */
  private static void delete(Path path) {
    for (int attempt = 1; Files.exists(path, LinkOption.NOFOLLOW_LINKS); attempt++) {
      try (Stream<Path> tree = Files.walk(path)) {
        for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(entry);
        }
      } catch (IOException | UncheckedIOException e) {
        if (attempt == ATTEMPTS) {
          throw new UncheckedIOException(
              "cannot remove the temporary " + path, new IOException(e.getMessage(), e));
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
