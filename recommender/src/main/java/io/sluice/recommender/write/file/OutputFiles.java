package io.sluice.recommender.write.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of {@code -o FORMAT=PATH}: all of them there whole, or none changed. They are written
 * beside their targets first and moved in place together.
 */
public final class OutputFiles {
  private record Staged(Path shown, Path target, Path file, Path folder) {}

  private final Scratch scratch;
  private final List<Staged> staged = new ArrayList<>();
  private final Map<Path, byte[]> devices = new LinkedHashMap<>();

  public OutputFiles(Scratch scratch) {
    this.scratch = scratch;
  }

  /**
   * Refuses a path that cannot be written, so that a run need not end to find out.
   *
   * @param created a folder that the run itself will make, or null
   * @throws OutputException saying why
   */
  public static void check(Path path, @Nullable Path created) {
    if (Files.isDirectory(path)) {
      throw refused(path + " is a folder, but a file is to be written");
    }
    if (isDevice(path)) {
      return;
    }
    Path folder = folderOf(path.toAbsolutePath().normalize());
    if (created != null && folder.equals(created.toAbsolutePath().normalize())) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw refused("there is no folder " + folder + " to write " + path);
    }
    try {
      FileTrouble.refuseUnwritable(folder);
      FileTrouble.refuseLongName(path);
    } catch (IOException e) {
      throw refused("cannot write " + path + ": " + FileTrouble.reason(e));
    }
  }

  /**
   * Writes a content beside its target.
   *
   * @throws OutputException where that fails; what was staged before is then gone
   */
  public void stage(Path path, byte[] content) {
    try {
      if (isDevice(path)) {
        devices.put(path, content);
        return;
      }
      Path file = place(path);
      scratch.whole(() -> Files.write(file, content));
    } catch (IOException e) {
      discard();
      throw failed(path, e);
    }
  }

  /**
   * Opens a stream beside the target, for an answer that is too long for the memory. It must be
   * closed before {@link #publish}. What goes to a pipe or device goes there at once.
   *
   * @throws OutputException where that fails; what was staged before is then gone
   */
  public OutputStream open(Path path) {
    try {
      return Files.newOutputStream(isDevice(path) ? path : place(path));
    } catch (IOException e) {
      discard();
      throw failed(path, e);
    }
  }

  /**
   * Puts everything staged in place; pipes and devices, which can refuse, first.
   *
   * @throws OutputException where that fails
   */
  public void publish() {
    try {
      devices.forEach(OutputFiles::write);
      for (Staged one : staged) {
        try {
          scratch.whole(() -> Files.move(one.file(), one.target(), StandardCopyOption.ATOMIC_MOVE));
        } catch (IOException e) {
          throw failed(one.shown(), e);
        }
      }
    } finally {
      discard();
    }
  }

  /** Removes what was staged and not put in place. */
  public void discard() {
    staged.forEach(one -> scratch.remove(one.folder()));
    staged.clear();
    devices.clear();
  }

  /** Where to write what will be moved to the target. */
  private Path place(Path path) throws IOException {
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
    Path folder = scratch.folderIn(existing(folderOf(target)), ".sluice-");
    Path file = folder.resolve("output");
    staged.add(new Staged(path, target, file, folder));
    return file;
  }

  /** A pipe or device, such as /dev/stderr: nothing can be moved in place of it. */
  private static boolean isDevice(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  private static void write(Path device, byte[] content) {
    try {
      Files.write(device, content);
    } catch (IOException e) {
      throw failed(device, e);
    }
  }

  private static Path folderOf(Path target) {
    return Objects.requireNonNullElse(target.getParent(), target);
  }

  /** The folder itself, or where the run will make it. */
  private static Path existing(Path folder) {
    Path at = folder;
    while (!Files.isDirectory(at)) {
      at = folderOf(at);
    }
    return at;
  }

  private static OutputException refused(String message) {
    return new OutputException(OutputException.Cause.TARGET, message);
  }

  private static OutputException failed(Path path, IOException e) {
    return new OutputException("cannot write " + path + ": " + FileTrouble.reason(e), e);
  }
}
