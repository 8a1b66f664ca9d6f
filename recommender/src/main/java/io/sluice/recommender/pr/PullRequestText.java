package io.sluice.recommender.pr;

import java.util.Optional;

/**
 * The text of a pull request, in Markdown in which every name is escaped.
 *
 * @param core what fits into every host's description
 * @param whole all of it, where the core leaves something out
 */
public record PullRequestText(String core, Optional<String> whole) {}
