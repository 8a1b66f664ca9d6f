package io.sluice.recommender.pr.body;

import io.sluice.recommender.pr.Digests;
import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.write.Escape;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hidden line under a pull request's text, by which a later run knows what was proposed: {@code
 * <!-- sluice:v1 key=prod/shop rule=sha256:… evidence=sha256:… -->}.
 */
public final class Marker {
  /** How the comment is called that holds what does not fit. */
  public static final String DETAILS = "sluice:details";

  /** How the comment is called that says that updates have stopped. */
  public static final String STOPPED = "sluice:stopped";

  private static final int MAX_NAME = 200;

  private static final Pattern RULE =
      Pattern.compile("<!-- sluice:v1 [^>]*\\brule=(sha256:[0-9a-f]{64})\\b[^>]*-->");

  private Marker() {}

  /** The line. */
  public static String line(GroupKey key, Digests digests) {
    String name = Escape.comment(key.title()).replaceAll("[^A-Za-z0-9._/-]", "-");
    // Two hyphens would end a comment early; names of 253 characters would not leave room for it.
    String safe = name.replaceAll("-{2,}", "-");
    return "<!-- sluice:v1 key="
        + (safe.length() <= MAX_NAME ? safe : safe.substring(0, MAX_NAME))
        + " rule="
        + digests.rules()
        + " evidence="
        + digests.evidence()
        + " -->";
  }

  /**
   * The text of a pull request that Sluice does not stand behind any more: it has no digest, so
   * that its end is not taken for a person's no.
   */
  public static String withdrawn(String body) {
    Matcher matcher = RULE.matcher(body);
    return matcher.replaceAll(
        found -> Matcher.quoteReplacement(found.group().replace(found.group(1), "withdrawn")));
  }

  /** The digest of the rules that a text was about; the last one counts. */
  public static Optional<String> ruleDigest(String body) {
    Matcher matcher = RULE.matcher(body);
    Optional<String> found = Optional.empty();
    while (matcher.find()) {
      found = Optional.of(matcher.group(1));
    }
    return found;
  }
}
