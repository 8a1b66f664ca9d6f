package io.sluice.recommender.groundtruth.pairs;

/** Why our policies and somebody else's differ in one point. */
enum Difference {
  /** Both ends of a call must allow it, and theirs has a policy for one. */
  OTHER_END("the other end's policy"),
  /** Who may call out must be able to resolve names, also over TCP. */
  DNS("DNS"),
  /** No namespace has the label that theirs names it by, so their rule admits nobody. */
  NAMESPACE_LABEL("namespace by a label that is always there"),
  /** Rules hold behind the Service, where the pods' port counts. */
  TARGET_PORT("target port"),
  /** Their rule is for the Service's port, on which no pod listens. */
  SERVICE_PORT("service port"),
  /** A label that they share stands for pods that no record shows to call. */
  NEVER_SEEN("calls that nobody saw"),
  /** A label that they share closes pods of which there is no record. */
  NEVER_SEEN_CLOSED("closed without a record"),
  /**
   * The records do not say which end opened the connection, and nobody knows who listens outside.
   */
  NO_DIRECTION("direction guessed"),
  /** A workload with evidence is closed in both directions. */
  BOTH_DIRECTIONS("both directions closed");

  private final String words;

  Difference(String words) {
    this.words = words;
  }

  /** As the page has it. */
  String words() {
    return words;
  }
}
