/**
 * Logs in Azure Blob Storage: {@code azblob://} and https URLs become inputs like files.
 *
 * <p>Read {@link io.sluice.ingest.source.azure.AzureBlobs} first. It alone decides whether a
 * location is one of ours, from the text; the Azure libraries, which take long to load, are touched
 * by {@link io.sluice.ingest.source.azure.BlobContainer} and what only that uses, and so not before
 * a blob is asked for.
 */
@NullMarked
package io.sluice.ingest.source.azure;

import org.jspecify.annotations.NullMarked;
