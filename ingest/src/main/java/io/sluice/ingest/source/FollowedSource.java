package io.sluice.ingest.source;

import java.util.List;

/** A place where logs are written, that can be looked into again and again. */
public interface FollowedSource {
  /** What reports call it. */
  String shown();

  /**
   * The logs that are there now, sorted by name.
   *
   * @throws io.sluice.ingest.UnusableInputException where the place means nothing
   * @throws java.io.UncheckedIOException where the other machine fails or refuses
   */
  List<FollowedLog> list();
}
