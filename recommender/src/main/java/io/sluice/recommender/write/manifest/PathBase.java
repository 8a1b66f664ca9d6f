package io.sluice.recommender.write.manifest;

import io.sluice.ingest.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Where the paths of a manifest start. A manifest may come from anywhere, so a path in it never
 * leads out of this folder, neither by {@code ..} nor by a link.
 */
public final class PathBase {
  private static final Pattern WAY_UP = Pattern.compile("\\.|\\.\\.(/\\.\\.)*");

  private final Path folder;

  private PathBase(Path folder) {
    this.folder = folder;
  }

  /**
   * A folder that exists.
   *
   * @throws IOException where it does not
   */
  public static PathBase of(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!Files.isDirectory(real)) {
      throw new IOException(folder + " is no folder");
    }
    return new PathBase(real);
  }

  /** The nearest folder that holds the manifest's folder and all of these files. */
  public static PathBase around(Path manifestFolder, Collection<Path> files) throws IOException {
    Path common = manifestFolder.toRealPath();
    for (Path file : files) {
      Path real = file.toRealPath();
      while (!real.startsWith(common) && common.getParent() != null) {
        common = common.getParent();
      }
    }
    return new PathBase(common);
  }

  /** Whether it is {@code .} or a way up, which is all that a manifest may say of its base. */
  static boolean isWayUp(String base) {
    return WAY_UP.matcher(base).matches();
  }

  public Path folder() {
    return folder;
  }

  /** The way from a manifest's folder up to this one; empty where it does not lie above it. */
  public Optional<String> from(Path manifestFolder) throws IOException {
    Path way = manifestFolder.toRealPath().relativize(folder);
    String text = way.toString().isEmpty() ? "." : slashes(way);
    return isWayUp(text) ? Optional.of(text) : Optional.empty();
  }

  /** The path of a file or folder from here; empty where it lies elsewhere. */
  public Optional<String> name(Path file) throws IOException {
    Path real = file.toRealPath();
    return real.startsWith(folder)
        ? Optional.of(real.equals(folder) ? "." : slashes(folder.relativize(real)))
        : Optional.empty();
  }

  private static String slashes(Path path) {
    return StreamSupport.stream(path.spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  /**
   * A path of a manifest.
   *
   * @return empty where nothing is there
   * @throws UnusableInputException where it leads out of the folder
   */
  public Optional<Path> resolve(String text) {
    Path path = parse(text);
    boolean leadsOut =
        text.isEmpty()
            || path.isAbsolute()
            || StreamSupport.stream(path.spliterator(), false)
                .anyMatch(step -> step.toString().equals(".."));
    if (leadsOut) {
      throw new UnusableInputException(
          "the path \"" + text + "\" of the manifest must stay below its base, without \"..\"");
    }
    Path file = folder.resolve(path).normalize();
    try {
      if (!file.toRealPath().startsWith(folder)) {
        throw new UnusableInputException(
            "the path \"" + text + "\" of the manifest is a link out of " + folder);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(file);
  }

  private static Path parse(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UnusableInputException("the path \"" + text + "\" of the manifest is none", e);
    }
  }
}
