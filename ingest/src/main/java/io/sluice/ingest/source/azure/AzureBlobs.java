package io.sluice.ingest.source.azure;

import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.source.Glob;
import io.sluice.ingest.source.InputFile;
import io.sluice.ingest.source.RemoteSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

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
    String path = location.path();
    if (location.isPattern()) {
      return matching(location, container, new Glob(path));
    }
    if (!path.isEmpty() && !path.endsWith("/")) {
      Optional<BlobVersion> itself = container.version(path);
      if (itself.isPresent()) {
        return new Inputs(location, container).add(path, itself.get(), true).found();
      }
    }
    Inputs inputs = new Inputs(location, container);
    int folder = path.lastIndexOf('/') + 1;
    container
        .list(path)
        .forEach(
            (name, version) -> {
              if (!isHidden(name.substring(folder))) {
                inputs.add(name, version, false);
              }
            });
    return inputs.found("no blob's name begins so");
  }

  private List<InputFile> matching(BlobLocation location, BlobContainer container, Glob glob) {
    Inputs inputs = new Inputs(location, container);
    SortedMap<String, BlobVersion> candidates = container.list(glob.literal());
    candidates.forEach(
        (name, version) -> {
          String relative = name.substring(glob.base().length());
          if (!isHidden(relative) && matches(glob, relative)) {
            inputs.add(name, version, false);
          }
        });
    return inputs.found("no blob matches");
  }

  /** Whether a pattern matches a name or a folder that it is in. */
  private static boolean matches(Glob glob, String relative) {
    int slash = relative.indexOf('/');
    while (slash >= 0) {
      if (glob.matches(relative.substring(0, slash))
          || glob.matches(relative.substring(0, slash + 1))) {
        return true;
      }
      slash = relative.indexOf('/', slash + 1);
    }
    return glob.matches(relative);
  }

  /** As with files: what begins with a dot, or lies in such a folder, is passed over. */
  private static boolean isHidden(String relative) {
    return relative.startsWith(".") || relative.contains("/.");
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

    Inputs add(String name, BlobVersion version, boolean named) {
      String shown = location.shown(name);
      FoundBlob blob =
          new FoundBlob(container, fetcher, name, shown, version, listing, listing.size());
      listing.add(blob);
      files.add(new InputFile(blob, shown, named));
      return this;
    }

    List<InputFile> found() {
      return List.copyOf(files);
    }

    List<InputFile> found(String otherwise) {
      if (files.isEmpty()) {
        throw new UnusableInputException(location.shown() + ": " + otherwise);
      }
      return found();
    }
  }
}
