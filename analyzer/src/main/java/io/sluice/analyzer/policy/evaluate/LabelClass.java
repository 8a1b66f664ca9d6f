package io.sluice.analyzer.policy.evaluate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All pods or namespaces that carry the same labels, with the answers of the selectors that were
 * asked about them.
 *
 * <p>HOT PATH: {@link #matches} allocates nothing once a selector was asked. Thread-safe without
 * locks: an answer is a pure function of labels and selector, so a race only computes it twice.
 * Answers are kept in pages, because a class is asked about few of a large set's selectors.
 */
final class LabelClass {
  private static final int PAGE = 64;
  private static final byte YES = 1;
  private static final byte NO = 2;

  private final Map<String, String> labels;
  private final SelectorTable selectors;
  private final byte[] @Nullable [] answers;

  /** A class of these labels; the table must not grow afterwards. */
  LabelClass(Map<String, String> labels, SelectorTable selectors) {
    this.labels = labels;
    this.selectors = selectors;
    this.answers = new byte[(selectors.size() + PAGE - 1) / PAGE][];
  }

  Map<String, String> labels() {
    return labels;
  }

  boolean matches(int selector) {
    byte[] page = answers[selector / PAGE];
    if (page == null) {
      page = new byte[PAGE];
      answers[selector / PAGE] = page;
    }
    byte answer = page[selector % PAGE];
    if (answer == 0) {
      answer = selectors.selector(selector).matches(labels) ? YES : NO;
      page[selector % PAGE] = answer;
    }
    return answer == YES;
  }
}
