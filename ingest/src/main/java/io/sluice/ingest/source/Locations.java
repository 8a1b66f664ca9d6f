package io.sluice.ingest.source;

import io.sluice.ingest.UnusableInputException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the files that the user's locations mean. A file that two locations mean is taken once;
 * hidden files and folders are passed over unless named.
 */
public final class Locations {
  private static final String STANDARD_INPUT = "-";

  /** What a walk finds. */
  private static final class Tree {
    final List<Path> files = new ArrayList<>();
    final List<Path> folders = new ArrayList<>();
    final Set<Path> seen = new HashSet<>();
  }

  private final List<InputFile> files = new ArrayList<>();
  private final Set<Path> taken = new HashSet<>();
  private final Set<String> remoteTaken = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private final RemoteSource remote;
  private boolean standardInputTaken;

  private Locations(RemoteSource remote) {
    this.remote = remote;
  }

  /**
   * The files of all locations, in the order of the locations and sorted by path within each.
   *
   * @throws UnusableInputException naming every location that means nothing or cannot be read
   */
  public static List<InputFile> resolve(List<String> locations) {
    return resolve(locations, RemoteSource.NONE);
  }

  /**
   * The same, with what is on other machines.
   *
   * @throws UnusableInputException naming every location that means nothing or cannot be read
   */
  public static List<InputFile> resolve(List<String> locations, RemoteSource remote) {
    Locations found = new Locations(remote);
    locations.forEach(found::add);
    if (!found.problems.isEmpty()) {
      throw new UnusableInputException(String.join("\n", found.problems));
    }
    return List.copyOf(found.files);
  }

  private void add(String location) {
    if (location.equals(STANDARD_INPUT)) {
      if (!standardInputTaken) {
        standardInputTaken = true;
        files.add(new InputFile(Optional.empty(), "(standard input)", true));
      }
      return;
    }
    if (location.isEmpty()) {
      problems.add("an empty path is not a location");
      return;
    }
    if (remote.takes(location)) {
      addRemote(location);
      return;
    }
    try {
      Path path = Path.of(location);
      if (Files.isDirectory(path)) {
        takeAll(below(path), path, location);
      } else if (Files.exists(path)) {
        take(path, location, true);
      } else if (Glob.isGlob(location)) {
        glob(location);
      } else if (location.contains("://")) {
        problems.add(
            shown(location) + ": this version does not read from there; download it first");
      } else {
        problems.add(location + ": no such file or folder");
      }
    } catch (InvalidPathException e) {
      problems.add(location + ": not a path");
    }
  }

  /** A location as messages may call it: without the part of a URL that may hold a secret. */
  public static String shown(String location) {
    int query = location.contains("://") ? location.indexOf('?') : -1;
    return query < 0 ? location : location.substring(0, query);
  }

  private void addRemote(String location) {
    try {
      for (InputFile found : remote.find(location)) {
        String identity = found.identity();
        if (remoteTaken.add(identity)) {
          files.add(found);
        } else if (found.named()) {
          files.replaceAll(file -> isOf(file, identity) ? file.asNamed() : file);
        }
      }
    } catch (UnusableInputException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isOf(InputFile file, String identity) {
    return file.path().isEmpty() && file.identity().equals(identity);
  }

  private void glob(String location) {
    Glob glob = new Glob(location);
    Path base = Path.of(glob.base());
    int before = problems.size();
    Tree tree = new Tree();
    walk(base, glob.depth(), tree);
    List<Path> matches = new ArrayList<>();
    for (Path file : tree.files) {
      if (glob.matches(relative(base, file))) {
        matches.add(file);
      }
    }
    for (Path folder : tree.folders) {
      String name = relative(base, folder);
      if (glob.matches(name) || glob.matches(name + "/")) {
        matches.addAll(below(folder));
      }
    }
    if (matches.isEmpty() && problems.size() == before) {
      problems.add(location + ": no file matches");
    }
    takeAll(matches, base, glob.base());
  }

  private List<Path> below(Path folder) {
    Tree tree = new Tree();
    walk(folder, Integer.MAX_VALUE, tree);
    return tree.files;
  }

  /**
   * Collects files and folders below a folder. A folder that was seen by another way, as through a
   * link back to its parent, is not walked again.
   */
  private void walk(Path folder, int depth, Tree tree) {
    Path here = folder.toString().isEmpty() ? Path.of(".") : folder;
    List<Path> entries = new ArrayList<>();
    try {
      if (!Files.exists(here) || !tree.seen.add(here.toRealPath())) {
        return;
      }
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(here)) {
        stream.forEach(entry -> entries.add(folder.resolve(entry.getFileName())));
      }
    } catch (IOException e) {
      problems.add(here + ": the folder cannot be read (" + Unreadable.reason(e) + ")");
      return;
    }
    entries.sort(Comparator.comparing(Path::toString));
    for (Path entry : entries) {
      if (entry.getFileName().toString().startsWith(".")) {
        continue;
      }
      if (!Files.isDirectory(entry)) {
        tree.files.add(entry);
      } else {
        tree.folders.add(entry);
        if (depth > 0) {
          walk(entry, depth - 1, tree);
        }
      }
    }
  }

  private void takeAll(List<Path> paths, Path base, String baseName) {
    List<Path> sorted = new ArrayList<>(paths);
    sorted.sort(Comparator.comparing(Path::toString));
    String prefix = baseName.isEmpty() || baseName.endsWith("/") ? baseName : baseName + "/";
    for (Path path : sorted) {
      take(path, prefix + relative(base, path), false);
    }
  }

  private void take(Path path, String name, boolean named) {
    if (!named && !Files.isRegularFile(path)) {
      return; // a socket, a pipe, a dangling link
    }
    if (!Files.isReadable(path)) {
      problems.add(name + ": no permission to read it");
      return;
    }
    if (taken.add(realPath(path))) {
      files.add(new InputFile(Optional.of(path), name, named));
    } else if (named) {
      files.replaceAll(
          file ->
              file.path().map(Locations::realPath).equals(Optional.of(realPath(path)))
                  ? file.asNamed()
                  : file);
    }
  }

  private static Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize(); // such as /dev/fd/63, which leads to no path
    }
  }

  private static String relative(Path base, Path path) {
    Path relative = base.toString().isEmpty() ? path : base.relativize(path);
    return relative.toString().replace('\\', '/');
  }
}
