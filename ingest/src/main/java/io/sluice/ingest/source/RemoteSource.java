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

  /** Looks where this one does, else where another one does. */
  default RemoteSource or(RemoteSource other) {
    RemoteSource first = this;
    return new RemoteSource() {
      @Override
      public boolean takes(String location) {
        return first.takes(location) || other.takes(location);
      }

      @Override
      public List<InputFile> find(String location) {
        return (first.takes(location) ? first : other).find(location);
      }
    };
  }

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
