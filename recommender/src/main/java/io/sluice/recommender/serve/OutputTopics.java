package io.sluice.recommender.serve;

/**
 * Where the service says what it comes to.
 *
 * @param recommendations the compacted topic of recommendations, one per workload
 * @param findings the topic of events
 * @param announced the compacted topic of what was said already, with one partition: whichever
 *     instance has it speaks
 */
public record OutputTopics(String recommendations, String findings, String announced) {
  public static final OutputTopics DEFAULTS =
      new OutputTopics("sluice.recommendations", "sluice.findings", "sluice.announced");
}
