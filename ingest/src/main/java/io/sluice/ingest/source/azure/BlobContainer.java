package io.sluice.ingest.source.azure;

import com.azure.core.http.rest.PagedResponse;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.decode.CutShortException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A container of blobs: the requests that are made of it, and what becomes of each. */
final class BlobContainer {
  static final String DELETED = "the blob was deleted before it was read to its end";

  /** What folders have of accounts with a hierarchical namespace. */
  private static final String FOLDER_MARK = "hdi_isfolder";

  /** A blob is not the version any more that was asked for. */
  static final class ChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    ChangedException() {
      super("the blob changed");
    }
  }

  private final BlobContainerClient client;
  private final BlobLocation location;
  private final Retries retries;
  private final Duration timeout;
  private final String key;

  private BlobContainer(
      BlobContainerClient client,
      BlobLocation location,
      Retries retries,
      Duration timeout,
      String key) {
    this.client = client;
    this.location = location;
    this.retries = retries;
    this.timeout = timeout;
    this.key = key;
  }

  /**
   * The container of a location.
   *
   * @param key what opens it; without one the user's own identity has to
   * @throws UnusableInputException where the service's version is none, or the identity would be
   *     sent unencrypted
   */
  static BlobContainer of(
      BlobLocation location,
      Optional<BlobSecrets.Key> key,
      BlobSettings settings,
      Retries retries) {
    return new BlobContainer(
        ContainerClients.open(location, key, settings),
        location,
        retries,
        settings.tryTimeout(),
        key.map(Object::toString).orElse("your Azure identity"));
  }

  String url() {
    return location.endpoint() + "/" + location.container();
  }

  /** The blobs whose names begin with a prefix, sorted by name; folders are none. */
  SortedMap<String, BlobVersion> list(String prefix) {
    SortedMap<String, BlobVersion> found = new TreeMap<>();
    ListBlobsOptions options =
        new ListBlobsOptions()
            .setPrefix(prefix)
            .setDetails(new BlobListDetails().setRetrieveMetadata(true));
    String token = null;
    do {
      PagedResponse<BlobItem> page = page(options, token);
      page.getValue().stream()
          .filter(item -> !Boolean.TRUE.equals(item.isPrefix()) && !isFolder(item.getMetadata()))
          .forEach(item -> found.put(item.getName(), versionOf(item)));
      token = page.getContinuationToken();
    } while (token != null && !token.isEmpty());
    return found;
  }

  private PagedResponse<BlobItem> page(ListBlobsOptions options, @Nullable String token) {
    try {
      return retried(
          () -> client.listBlobs(options, token, timeout).iterableByPage().iterator().next());
    } catch (RuntimeException e) {
      BlobTrouble trouble = BlobTrouble.of(e);
      if (trouble.noContainer()) {
        throw new UnusableInputException(location.shown() + ": there is no such container");
      }
      throw outside(trouble, location.shown());
    }
  }

  /** What a blob is now; empty where there is none of that name. */
  Optional<BlobVersion> version(String name) {
    try {
      BlobProperties now =
          retried(
              () ->
                  client
                      .getBlobClient(name)
                      .getPropertiesWithResponse(null, timeout, Context.NONE)
                      .getValue());
      return isFolder(now.getMetadata())
          ? Optional.empty()
          : Optional.of(
              new BlobVersion(
                  quoted(now.getETag()),
                  now.getBlobSize(),
                  String.valueOf(now.getCreationTime()),
                  now.getBlobType() == BlobType.APPEND_BLOB));
    } catch (RuntimeException e) {
      BlobTrouble trouble = BlobTrouble.of(e);
      if (trouble.status() == 404) {
        return Optional.empty();
      }
      throw outside(trouble, location.shown(name));
    }
  }

  /**
   * Bytes of one version of a blob.
   *
   * @throws ChangedException where the blob is another version now
   * @throws CutShortException where it cannot be read for a reason of its own
   * @throws UncheckedIOException where the service fails or refuses
   */
  byte[] range(String name, String etag, long from, int length) throws IOException {
    try {
      return retried(() -> download(name, etag, from, length));
    } catch (RuntimeException e) {
      BlobTrouble trouble = BlobTrouble.of(e);
      if (trouble.changed()) {
        throw new ChangedException();
      }
      if (trouble.status() == 404) {
        throw new CutShortException(DELETED);
      }
      if (trouble.status() == 409) {
        throw new CutShortException(
            trouble.code().equals("BlobArchived")
                ? "the blob is in the archive tier: rehydrate it first"
                : "the blob cannot be read (" + trouble.code() + ")");
      }
      throw outside(trouble, location.shown(name));
    }
  }

  private byte[] download(String name, String etag, long from, int length) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
    client
        .getBlobClient(name)
        .downloadStreamWithResponse(
            bytes,
            new BlobRange(from, (long) length),
            new DownloadRetryOptions().setMaxRetryRequests(0),
            new BlobRequestConditions().setIfMatch(etag),
            false,
            timeout,
            Context.NONE);
    if (bytes.size() != length) {
      throw new UncheckedIOException(new IOException("the answer has another length"));
    }
    return bytes.toByteArray();
  }

  private <T> T retried(Supplier<T> request) {
    return retries.call(request, failure -> BlobTrouble.of(failure).passes());
  }

  private UncheckedIOException outside(BlobTrouble trouble, String where) {
    return trouble.outside(where, key, retries.tries());
  }

  private static BlobVersion versionOf(BlobItem item) {
    var properties = item.getProperties();
    return new BlobVersion(
        quoted(properties.getETag()),
        Objects.requireNonNullElse(properties.getContentLength(), 0L),
        String.valueOf(properties.getCreationTime()),
        properties.getBlobType() == BlobType.APPEND_BLOB);
  }

  /** Lists have etags without quotes, answers with them. */
  private static String quoted(String etag) {
    return etag.startsWith("\"") ? etag : "\"" + etag + "\"";
  }

  private static boolean isFolder(@Nullable Map<String, String> metadata) {
    return metadata != null
        && List.of("true", "True").contains(metadata.getOrDefault(FOLDER_MARK, ""));
  }
}
