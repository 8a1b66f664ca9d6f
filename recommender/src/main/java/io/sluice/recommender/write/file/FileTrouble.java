package io.sluice.recommender.write.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why the file system refused, in words; Java often says no more than the path. */
public final class FileTrouble {
  private static final int LONGEST_NAME = 255;

  private FileTrouble() {}

  /**
   * Refuses a folder that cannot be made or written, as far as that can be told beforehand.
   *
   * @throws IOException saying why
   */
  public static void refuseUnwritable(Path folder) throws IOException {
    Path at = folder.toAbsolutePath().normalize();
    while (!Files.exists(at)) {
      if (Files.isSymbolicLink(at)) {
        throw new IOException(at + " is a link that leads nowhere");
      }
      Path name = at.getFileName();
      Path parent = at.getParent();
      if (name == null || parent == null) {
        return;
      }
      refuseLongName(name);
      at = parent;
    }
    if (!Files.isDirectory(at)) {
      throw new IOException(at + " is no folder");
    }
    if (!Files.isWritable(at)) {
      throw new IOException("no permission to write in " + at);
    }
  }

  /**
   * Refuses a file name that no usual file system takes.
   *
   * @throws IOException saying so
   */
  public static void refuseLongName(Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw new IOException("a name in it is longer than " + LONGEST_NAME + " bytes");
    }
  }

  /** The reason, without class names and without the paths of temporary files. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
      return "a file is in the way";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "a folder is in the way";
    }
    if (e instanceof FileSystemLoopException) {
      return "links go round in a circle";
    }
    if (e instanceof FileSystemException failed && failed.getReason() != null) {
      return failed.getReason();
    }
    return e.getMessage() == null || e.getMessage().isBlank()
        ? "the file system gives no reason"
        : e.getMessage();
  }
}
