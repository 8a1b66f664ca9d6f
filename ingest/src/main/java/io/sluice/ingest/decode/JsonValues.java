package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;

/** Reads single JSON values leniently: a value of another type than expected is passed over. */
final class JsonValues {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(ObjectScan.MAX_DEPTH)
                  .maxStringLength(ObjectScan.MAX_RECORD)
                  .build())
          .build();

  private JsonValues() {}

  static JsonParser parser(byte[] bytes, int offset, int length) throws IOException {
    return FACTORY.createParser(bytes, offset, length);
  }

  static JsonParser parser(InputStream in) throws IOException {
    return FACTORY.createParser(in);
  }

  static JsonParser parser(String text) throws IOException {
    return FACTORY.createParser(text);
  }

  /** The text of the current value, or "". */
  static String text(JsonParser p) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_STRING) {
      return p.getText();
    }
    p.skipChildren();
    return "";
  }

  /** The current value as a number, also where it is written as a string; else {@code absent}. */
  static long number(JsonParser p, long absent) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_NUMBER_INT
        && p.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return p.getLongValue();
    }
    if (p.currentToken() == JsonToken.VALUE_STRING) {
      return decimal(p.getTextCharacters(), p.getTextOffset(), p.getTextLength(), absent);
    }
    p.skipChildren();
    return absent;
  }

  /** A decimal number without sign, or {@code absent}. */
  static long decimal(char[] text, int offset, int length, long absent) {
    if (length < 1 || length > 18) {
      return absent;
    }
    long value = 0;
    for (int i = offset; i < offset + length; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return absent;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** The current value as a time in milliseconds, or {@link Timestamps#NONE}. */
  static long time(JsonParser p) throws IOException {
    JsonToken token = p.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return time(p.getTextCharacters(), p.getTextOffset(), p.getTextLength());
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      long number = number(p, -1);
      return number < 0 ? Timestamps.NONE : Timestamps.ofNumber(number);
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      double seconds = p.getDoubleValue();
      return seconds > 0 && seconds < 1e11 ? (long) (seconds * 1000) : Timestamps.NONE;
    }
    if (token == JsonToken.START_OBJECT) {
      return protobufTime(p);
    }
    p.skipChildren();
    return Timestamps.NONE;
  }

  /** A time that is given as a text. */
  static long time(String text) {
    return time(text.toCharArray(), 0, text.length());
  }

  private static long time(char[] text, int offset, int length) {
    long number = decimal(text, offset, length, -1);
    return number >= 0 ? Timestamps.ofNumber(number) : Timestamps.parse(text, offset, length);
  }

  /** {@code {"seconds":1,"nanos":2}}, as encoders write it that do not know the type. */
  private static long protobufTime(JsonParser p) throws IOException {
    long seconds = -1;
    long nanos = 0;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      if (name.equals("seconds")) {
        seconds = number(p, -1);
      } else if (name.equals("nanos")) {
        nanos = number(p, 0);
      } else {
        p.skipChildren();
      }
    }
    boolean sane = seconds >= 0 && seconds < 100_000_000_000L;
    return sane ? seconds * 1000 + nanos / 1_000_000 : Timestamps.NONE;
  }
}
