package io.sluice.recommender.pr;

/**
 * What tells two proposals apart.
 *
 * @param rules of what the policies say; while it is the same nothing is pushed
 * @param evidence of what was seen
 */
public record Digests(String rules, String evidence) {}
