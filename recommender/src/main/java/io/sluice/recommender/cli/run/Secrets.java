package io.sluice.recommender.cli.run;

import java.util.regex.Pattern;

/** Hides what opens a storage account, wherever a message happens to quote it. */
public final class Secrets {
  private static final Pattern OPENING =
      Pattern.compile(
          "(\\bsig=|\\bAccountKey=|\\bSharedAccessSignature=)[^&;\\s\"'<>]+",
          Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  /** A text without them. */
  public static String hidden(String text) {
    return OPENING.matcher(text).replaceAll("$1***");
  }
}
