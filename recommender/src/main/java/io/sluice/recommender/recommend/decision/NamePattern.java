package io.sluice.recommender.recommend.decision;

import java.util.regex.Pattern;

/**
 * A pattern of names: {@code *} stands for any number of characters, {@code ?} for one.
 *
 * @param text as written
 */
public record NamePattern(String text) {
  /** Whether it matches the whole of a name. */
  public boolean matches(String name) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(name).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
