package io.sluice.recommender.cli.repeat;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the manifest of a run is written, or read to make the run again. */
public final class ManifestOptions {
  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description =
          "Write what the policies were made of: version, options, digests of all inputs, and the"
              + " evidence of every rule.")
  public Optional<Path> manifest = Optional.empty();

  @Option(
      names = "--verify",
      paramLabel = "FILE",
      description =
          "Make the run of a manifest again and compare the policies; writes nothing. LOGS then"
              + " stand for logs that cannot be read again.")
  public Optional<Path> verify = Optional.empty();

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description = "Where the paths of a manifest start, if not where it says.")
  public Optional<Path> base = Optional.empty();
}
