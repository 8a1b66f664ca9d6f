package io.sluice.ingest.source;

import java.util.List;

/** Finds inputs on other machines, which are named by URLs. */
public interface RemoteSource {
  /** Knows no other machine. */
  RemoteSource NONE =
      new RemoteSource() {
        @Override
        public boolean takes(String location) {
          return false;
        }

        @Override
        public List<InputFile> find(String location) {
          return List.of();
        }
      };

  /** Whether a location is one that it looks into. */
  boolean takes(String location);

  /**
   * The inputs that a location means, sorted by name; the same ones whenever it is asked again.
   *
   * @throws io.sluice.ingest.UnusableInputException where it means nothing
   * @throws java.io.UncheckedIOException where the other machine fails or refuses
   */
  List<InputFile> find(String location);
}
