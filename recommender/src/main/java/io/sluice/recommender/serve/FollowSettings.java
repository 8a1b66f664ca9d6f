package io.sluice.recommender.serve;

import io.sluice.ingest.source.Locations;
import io.sluice.ingest.source.azure.AzureBlobs;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which blobs are followed while they are written, and how.
 *
 * @param locations where they are
 * @param every how long after a look there is another one
 * @param settledAfter how long a blob must not have changed before its end is taken as it is
 * @param checkpoints the topic of how far each was read
 */
public record FollowSettings(
    List<Location> locations, Duration every, Duration settledAfter, String checkpoints) {
  public static final FollowSettings DEFAULTS =
      new FollowSettings(
          List.of(), Duration.ofSeconds(30), Duration.ofHours(2), "sluice.checkpoints");

  public FollowSettings {
    locations = List.copyOf(locations);
  }

  /**
   * A place where blobs are written.
   *
   * @param cluster the cluster of records that name none, or ""
   * @param url what LOGS of the batch commands may be: azblob:// or https
   */
  public record Location(String cluster, String url) {
    private static final Pattern NAMED = Pattern.compile("(?:([A-Za-z0-9._-]{1,100})=)?(\\S+)");

    /** What is wrong with {@code [NAME=]URL}; "" where nothing is. */
    public static String problem(String text) {
      Matcher matcher = NAMED.matcher(text);
      if (!matcher.matches() || !AzureBlobs.isBlob(matcher.group(2))) {
        return "expected azblob://CONTAINER/PREFIX or an https URL of blobs, or NAME= before it, but"
            + " is \""
            + Locations.shown(text)
            + "\"";
      }
      return matcher.group(2).indexOf('?') < 0
          ? ""
          : "a SAS has no place in the settings; AZURE_STORAGE_SAS_TOKEN is its variable";
    }

    /** Reads a text with which nothing is wrong. */
    public static Location parse(String text) {
      Matcher matcher = NAMED.matcher(text);
      if (!problem(text).isEmpty() || !matcher.matches()) {
        throw new IllegalArgumentException(problem(text));
      }
      String cluster = matcher.group(1);
      return new Location(cluster == null ? "" : cluster, matcher.group(2));
    }
  }
}
