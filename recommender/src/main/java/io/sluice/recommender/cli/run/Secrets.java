package io.sluice.recommender.cli.run;

import java.util.regex.Pattern;

/** Hides what opens a storage account or a broker, wherever a message happens to quote it. */
public final class Secrets {
  private static final Pattern OPENING =
      Pattern.compile(
          "(\\bsig=|\\bAccountKey=|\\bSharedAccessSignature=|\\bSharedAccessKey=|\\bpassword=[\"']?)[^&;\\s\"'<>]+",
          Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  /** A text without them. */
  public static String hidden(String text) {
    return OPENING.matcher(text).replaceAll("$1***");
  }
}
