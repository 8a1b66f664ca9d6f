package io.sluice.ingest.source.azure;

import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.source.FollowedSource;
import io.sluice.ingest.source.InputFile;
import io.sluice.ingest.source.RemoteSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The blobs of Azure Blob Storage as inputs: one blob, all whose names begin with something, or all
 * that a pattern matches. What was found once is what is read, however often.
 */
public final class AzureBlobs implements RemoteSource {
  private final BlobSettings settings;
  private final BlobSecrets secrets;
  private final Retries retries;
  private final RangeFetcher fetcher;
  private final Map<String, List<InputFile>> found = new HashMap<>();

  /**
   * The blobs that somebody may read.
   *
   * @param env environment variables, which are the place of secrets
   */
  public AzureBlobs(BlobSettings settings, Map<String, String> env) {
    this(settings, env, time -> Thread.sleep(time.toMillis()));
  }

  AzureBlobs(BlobSettings settings, Map<String, String> env, Retries.Sleeper sleeper) {
    this.settings = settings;
    this.secrets = new BlobSecrets(env);
    this.retries = new Retries(settings.tries(), sleeper);
    this.fetcher = new RangeFetcher(settings.parallelism(), settings.rangeBytes());
  }

  /** Whether a location is a URL that leads to blobs, or is meant to. */
  public static boolean isBlob(String location) {
    return BlobLocation.isOne(location);
  }

  @Override
  public boolean takes(String location) {
    return isBlob(location);
  }

  @Override
  public List<InputFile> find(String location) {
    List<InputFile> known = found.get(location);
    if (known == null) {
      known = search(BlobLocation.of(location, settings, secrets));
      found.put(location, known);
    }
    return known;
  }

  private List<InputFile> search(BlobLocation location) {
    BlobContainer container =
        BlobContainer.of(location, secrets.keyOf(location, settings), settings, retries);
    BlobSearch.Found found = BlobSearch.in(location, container);
    Inputs inputs = new Inputs(location, container);
    found.blobs().forEach((name, version) -> inputs.add(name, version, found.named()));
    return inputs.found(location.isPattern() ? "no blob matches" : "no blob's name begins so");
  }

  /** The blobs of a location as they are whenever it is looked into. */
  public FollowedSource followed(String location) {
    BlobLocation at = BlobLocation.of(location, settings, secrets);
    return new FollowedBlobs(
        at, BlobContainer.of(at, secrets.keyOf(at, settings), settings, retries), fetcher);
  }

  /** Blobs of one location as they are found. */
  private final class Inputs {
    private final BlobLocation location;
    private final BlobContainer container;
    private final Listing listing = new Listing(settings.parallelism());
    private final List<InputFile> files = new ArrayList<>();

    Inputs(BlobLocation location, BlobContainer container) {
      this.location = location;
      this.container = container;
    }

    void add(String name, BlobVersion version, boolean named) {
      String shown = location.shown(name);
      FoundBlob blob =
          new FoundBlob(container, fetcher, name, shown, version, listing, listing.size());
      listing.add(blob);
      files.add(new InputFile(blob, shown, named));
    }

    List<InputFile> found(String otherwise) {
      if (files.isEmpty()) {
        throw new UnusableInputException(location.shown() + ": " + otherwise);
      }
      return List.copyOf(files);
    }
  }
}
