package io.sluice.recommender.write.policy;

import java.io.IOException;
import java.util.SortedSet;

/**
 * Where files stand: a folder on disk, or a tree of git. Paths are relative to its top, with
 * slashes; "" is the top. Links are never followed.
 */
public interface FileTree {
  /** What stands at a path. */
  enum Kind {
    ABSENT,
    FILE,
    FOLDER,
    /** A link, a device, a submodule: nothing that we look into. */
    OTHER
  }

  /** What stands there. */
  Kind kind(String path) throws IOException;

  /** The names in a folder. */
  SortedSet<String> names(String folder) throws IOException;

  /** The length of a file in bytes. */
  long size(String path) throws IOException;

  /** The text of a file, as UTF-8. */
  String read(String path) throws IOException;
}
