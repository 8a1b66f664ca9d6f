package io.sluice.recommender.pr;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A whole future pull request; nothing of it depends on a host.
 *
 * @param key what it is about
 * @param title its title
 * @param text its text
 * @param labels its labels
 * @param draft whether it is not ready to be merged
 * @param files what it changes, sorted; none where there is nothing to propose
 * @param digests what tells it from another one
 * @param window first and last moment of the evidence, for people and machines
 * @param endMillis last moment of the evidence
 * @param notes what the person who runs Sluice should know, in a stable order
 */
public record PullRequestPlan(
    GroupKey key,
    String title,
    PullRequestText text,
    SortedSet<String> labels,
    boolean draft,
    List<FileChange> files,
    Digests digests,
    String window,
    long endMillis,
    List<String> notes)
    implements Comparable<PullRequestPlan> {
  public PullRequestPlan {
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    files = files.stream().sorted().toList();
    notes = List.copyOf(notes);
  }

  /** One that says that there is nothing to propose. */
  public static PullRequestPlan nothing(GroupKey key, List<String> notes) {
    return new PullRequestPlan(
        key,
        "netpol(" + key.group() + "): nothing to propose",
        new PullRequestText("", Optional.empty()),
        new TreeSet<>(),
        false,
        List.of(),
        new Digests("", ""),
        "",
        0,
        notes);
  }

  /** Whether there is nothing to propose. */
  public boolean isEmpty() {
    return files.isEmpty();
  }

  @Override
  public int compareTo(PullRequestPlan other) {
    return key.compareTo(other.key);
  }
}
