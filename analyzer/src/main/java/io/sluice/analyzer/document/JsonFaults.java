package io.sluice.analyzer.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says what is wrong with a JSON file without the words of the parser's own interface. */
final class JsonFaults {
  private static final int MAX_LEVELS = 1000;
  static final int MAX_DIGITS = 1000;
  private static final int MAX_NAME = 50_000;
  private static final int MAX_TEXT = 20_000_000;

  /** What no cluster object comes near, so that a hostile file costs no memory. */
  static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_LEVELS)
          .maxNumberLength(MAX_DIGITS)
          .maxNameLength(MAX_NAME)
          .maxStringLength(MAX_TEXT)
          .build();

  private static final Pattern CODE = Pattern.compile(" ?\\(code [^)]*\\)");

  private JsonFaults() {}

  /** Whether the input ends where more must come; behind a comma the parser has no type for it. */
  static boolean isEndOfInput(JsonProcessingException e) {
    return e instanceof JsonEOFException
        || String.valueOf(e.getOriginalMessage()).startsWith("Unexpected end-of-input");
  }

  /** The fault in a sentence, without its line. */
  static String describe(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    return e instanceof StreamConstraintsException ? limit(message) : syntax(e, message);
  }

  private static String limit(String message) {
    if (message.startsWith("Document nesting")) {
      return "nested deeper than " + MAX_LEVELS + " levels";
    }
    if (message.startsWith("Number")) {
      return "a number is too long, more than " + MAX_DIGITS + " digits";
    }
    if (message.startsWith("Name")) {
      return "a key is too long, more than " + MAX_NAME + " characters";
    }
    return "a text is too long, more than " + MAX_TEXT + " characters";
  }

  private static String syntax(JsonProcessingException e, String message) {
    String place = e.getLocation() == null ? "" : " near column " + e.getLocation().getColumnNr();
    return "not valid JSON" + place + ": " + reason(message);
  }

  /** The first clause says what stands there; those after it name switches of the parser. */
  private static String reason(String message) {
    if (message.startsWith("Illegal unquoted character")) {
      return "a control character or line end inside a text";
    }
    int colon = message.indexOf(": ");
    String clause = CODE.matcher(colon < 0 ? message : message.substring(0, colon)).replaceAll("");
    return clause.substring(0, 1).toLowerCase(Locale.ROOT) + clause.substring(1);
  }
}
