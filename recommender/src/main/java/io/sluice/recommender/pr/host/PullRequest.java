package io.sluice.recommender.pr.host;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A pull request as its host has it.
 *
 * @param number the host's number, by which people speak of it
 * @param state whether it is open
 * @param branch the branch that it wants merged, without {@code refs/heads/}
 * @param base the branch that it wants to be merged into
 * @param head the commit that the branch had when the host was asked, 40 hexadecimal digits
 * @param title its title
 * @param body its text, as it was written; "" where there is none
 * @param draft whether it is a draft
 * @param labels its labels or tags
 * @param url where people see it
 */
public record PullRequest(
    long number,
    State state,
    String branch,
    String base,
    String head,
    String title,
    String body,
    boolean draft,
    SortedSet<String> labels,
    String url) {
  public PullRequest {
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
  }

  /** The same, once these labels were added. */
  public PullRequest withLabels(SortedSet<String> added) {
    TreeSet<String> all = new TreeSet<>(labels);
    all.addAll(added);
    return new PullRequest(number, state, branch, base, head, title, body, draft, all, url);
  }

  /** Whether it is open, and how it ended where it is not. */
  public enum State {
    OPEN,
    /** Closed by somebody without being merged: that means no. */
    CLOSED,
    MERGED
  }
}
