package io.sluice.recommender.pr.git;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A commit that is to be made on the base.
 *
 * @param files content by path from the top of the repository; empty for a file that goes
 * @param message subject and text, without trailers
 * @param trailers what it says of itself; the digest of its content is added
 * @param epochSeconds its date: the end of the evidence
 */
public record NewCommit(
    SortedMap<String, Optional<String>> files,
    String message,
    SortedMap<String, String> trailers,
    long epochSeconds) {
  public NewCommit {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    trailers = Collections.unmodifiableSortedMap(new TreeMap<>(trailers));
  }
}
