package io.sluice.ingest.source;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One input to be read: a file, something elsewhere, or standard input, which is neither.
 *
 * @param path where it is among the files of this machine
 * @param remote how it is read where it is elsewhere
 * @param feed what hands on its flows, where it is no file
 * @param name as the user named it, or found under what the user named; never holds a secret
 * @param named whether the user named this very file, not a folder or pattern that holds it
 */
public record InputFile(
    Optional<Path> path,
    Optional<RemoteFile> remote,
    Optional<FlowFeed> feed,
    String name,
    boolean named) {
  /** A file of this machine, or standard input. */
  public InputFile(Optional<Path> path, String name, boolean named) {
    this(path, Optional.empty(), Optional.empty(), name, named);
  }

  /** A file elsewhere. */
  public InputFile(RemoteFile remote, String name, boolean named) {
    this(Optional.empty(), Optional.of(remote), Optional.empty(), name, named);
  }

  /** What hands on flows itself. */
  public InputFile(FlowFeed feed, String name) {
    this(Optional.empty(), Optional.empty(), Optional.of(feed), name, true);
  }

  /** What makes an input that is not of this machine one and the same. */
  String identity() {
    return remote.map(RemoteFile::identity).or(() -> feed.map(FlowFeed::identity)).orElse(name);
  }

  /** The same, which the user named. */
  InputFile asNamed() {
    return new InputFile(path, remote, feed, name, true);
  }
}
