package io.sluice.ingest.source.azure;

/**
 * A blob as it was at one moment.
 *
 * @param etag changes with every change of the blob
 * @param length bytes
 * @param created when it was made, in text; a blob that is replaced as a whole may keep it
 * @param append whether it can only grow at its end
 */
record BlobVersion(String etag, long length, String created, boolean append) {
  /** Whether the bytes of this version are the first ones of a later version. */
  boolean startsLike(BlobVersion later) {
    return append && later.append && created.equals(later.created) && length <= later.length;
  }

  /** The same bytes under the etag that they have now. */
  BlobVersion as(String laterEtag) {
    return new BlobVersion(laterEtag, length, created, append);
  }
}
