package io.sluice.ingest.source.azure;

import java.time.Duration;
import java.util.Optional;

/**
 * How blobs are reached and read.
 *
 * @param account the storage account of {@code azblob://} where the environment names none
 * @param endpoint the URL of the blob service where it is not the account's usual one
 * @param endpointSuffix what the service's host names end with in this cloud
 * @param serviceVersion the version of the service's interface, or the library's newest
 * @param tries how often one request is made before it has failed
 * @param tryTimeout how long one try may take
 * @param parallelism how many requests are under way at the same time
 * @param rangeBytes how many bytes one request asks for
 */
public record BlobSettings(
    Optional<String> account,
    Optional<String> endpoint,
    String endpointSuffix,
    Optional<String> serviceVersion,
    int tries,
    Duration tryTimeout,
    int parallelism,
    int rangeBytes) {
  public static final BlobSettings DEFAULTS =
      new BlobSettings(
          Optional.empty(),
          Optional.empty(),
          "core.windows.net",
          Optional.empty(),
          5,
          Duration.ofSeconds(60),
          8,
          4 << 20);

  public BlobSettings {
    if (tries < 1 || parallelism < 1 || rangeBytes < 1 || tryTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("tries, time-outs and sizes begin at 1");
    }
  }
}
