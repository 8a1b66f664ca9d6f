package io.sluice.analyzer.policy.evaluate.match;

import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All pods or namespaces that carry the same labels, with the answers of the selectors that were
 * asked about them.
 *
 * <p>HOT PATH: {@link #answer(int)} allocates nothing once a selector was asked. Thread-safe
 * without locks: an answer is a pure function of labels and selector, so a race only computes it
 * twice. Answers are kept in pages, because a class is asked about few of a large set's selectors.
 */
public final class LabelClass {
  private static final int PAGE = 64;

  private final Map<String, String> labels;
  private final SelectorTable selectors;
  private final boolean complete;
  private final @Nullable Answer[] @Nullable [] answers;

  /** A class of these labels; the table must not grow afterwards. */
  public LabelClass(Map<String, String> labels, SelectorTable selectors) {
    this(labels, true, selectors);
  }

  /** The same, with other labels than these unknown rather than absent if not complete. */
  public LabelClass(Map<String, String> labels, boolean complete, SelectorTable selectors) {
    this.labels = labels;
    this.selectors = selectors;
    this.complete = complete;
    this.answers = new Answer[(selectors.size() + PAGE - 1) / PAGE][];
  }

  public Map<String, String> labels() {
    return labels;
  }

  /** Whether there are no other labels. */
  boolean complete() {
    return complete;
  }

  /** What a selector says of them. */
  public Answer answer(int selector) {
    @Nullable Answer[] page = answers[selector / PAGE];
    if (page == null) {
      page = new Answer[PAGE];
      answers[selector / PAGE] = page;
    }
    Answer answer = page[selector % PAGE];
    if (answer == null) {
      answer = ask(selectors.selector(selector));
      page[selector % PAGE] = answer;
    }
    return answer;
  }

  private Answer ask(LabelSelector selector) {
    Answer answer = Answer.YES;
    for (LabelRequirement requirement : selector.requirements()) {
      answer = answer.and(answer(requirement));
    }
    return answer;
  }

  /** What one condition says of them. */
  public Answer answer(LabelRequirement requirement) {
    return complete || labels.containsKey(requirement.key())
        ? Answer.of(requirement.matches(labels))
        : Answer.MAYBE;
  }
}
