package io.sluice.recommender.pr.host;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A pull request that is to be opened.
 *
 * @param branch the branch to merge, which is pushed already
 * @param base the branch to merge into
 * @param title its title
 * @param body its text in Markdown
 * @param draft whether it begins as a draft
 * @param labels its labels or tags
 */
public record NewPullRequest(
    String branch,
    String base,
    String title,
    String body,
    boolean draft,
    SortedSet<String> labels) {
  public NewPullRequest {
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
  }
}
