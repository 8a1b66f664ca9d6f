package io.sluice.recommender.recommend.external;

import java.util.regex.Pattern;

/** Patterns of names: {@code *} stands for any letters, {@code ?} for one. */
public final class Globs {
  private Globs() {}

  public static boolean matches(String glob, String name) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(name).matches();
  }
}
