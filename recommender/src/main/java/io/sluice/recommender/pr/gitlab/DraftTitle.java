package io.sluice.recommender.pr.gitlab;

import java.util.regex.Pattern;

/** In GitLab a merge request is a draft when its title begins with one of three words. */
final class DraftTitle {
  private static final String WORD = "Draft: ";
  private static final Pattern WORDS =
      Pattern.compile("^\\s*(?:(?:\\[draft\\]|\\(draft\\)|draft:)\\s*)+", Pattern.CASE_INSENSITIVE);

  private DraftTitle() {}

  /** The title without the word. */
  static String plain(String title) {
    return WORDS.matcher(title).replaceFirst("");
  }

  /** The title with the word, or without. */
  static String of(String title, boolean draft) {
    return draft ? WORD + plain(title) : plain(title);
  }
}
