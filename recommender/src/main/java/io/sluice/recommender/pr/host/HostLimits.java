package io.sluice.recommender.pr.host;

/**
 * How long texts may be on a host, in characters.
 *
 * @param titleChars of a title
 * @param bodyChars of a pull request's text
 * @param commentChars of a comment
 */
public record HostLimits(int titleChars, int bodyChars, int commentChars) {
  /** What fits everywhere: Azure DevOps takes 4,000 characters of a description. */
  public static final HostLimits NARROWEST = new HostLimits(250, 4_000, 60_000);
}
