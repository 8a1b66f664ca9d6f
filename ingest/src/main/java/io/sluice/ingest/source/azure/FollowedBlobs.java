package io.sluice.ingest.source.azure;

import io.sluice.ingest.source.FollowedLog;
import io.sluice.ingest.source.FollowedSource;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The blobs that a location means, whenever it is looked into; none of them is no mistake. */
final class FollowedBlobs implements FollowedSource {
  private final BlobLocation location;
  private final BlobContainer container;
  private final RangeFetcher fetcher;

  FollowedBlobs(BlobLocation location, BlobContainer container, RangeFetcher fetcher) {
    this.location = location;
    this.container = container;
    this.fetcher = fetcher;
  }

  /** A blob, of which one version is read: other bytes are another version's. */
  private record Blob(FoundBlob blob) implements FollowedLog {
    @Override
    public String identity() {
      return blob.identity();
    }

    @Override
    public String shown() {
      return blob.shown();
    }

    @Override
    public String version() {
      return blob.version().etag();
    }

    @Override
    public long length() {
      return blob.length();
    }

    @Override
    public InputStream open(long from, long to) {
      return blob.open(from, to, note -> {});
    }
  }

  @Override
  public String shown() {
    return location.shown();
  }

  @Override
  public List<FollowedLog> list() {
    List<FollowedLog> logs = new ArrayList<>();
    BlobSearch.in(location, container)
        .blobs()
        .forEach(
            (name, version) ->
                logs.add(
                    new Blob(
                        new FoundBlob(
                            container,
                            fetcher,
                            name,
                            location.shown(name),
                            version,
                            new Listing(0),
                            0))));
    return logs;
  }
}
