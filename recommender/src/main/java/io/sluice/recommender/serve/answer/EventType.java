package io.sluice.recommender.serve.answer;

/** What an event says; the words are those of CloudEvents' attribute {@code type}. */
public enum EventType {
  /** The policies in force would deny an edge that was forwarded when it was recorded. */
  WOULD_DENY("io.sluice.flow.would_deny.v1"),
  /** An edge that the answer before did not have. */
  NEW_EDGE("io.sluice.flow.new_edge.v1"),
  /** An edge is not learnt from: it looks like a scan, or was stopped by a policy. */
  QUARANTINED("io.sluice.flow.quarantined.v1"),
  /** A policy that is proposed is another one than before, is new, or is proposed no more. */
  RECOMMENDATION_CHANGED("io.sluice.recommendation.changed.v1");

  private final String word;

  EventType(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
