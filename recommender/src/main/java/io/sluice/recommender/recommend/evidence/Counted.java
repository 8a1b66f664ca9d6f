package io.sluice.recommender.recommend.evidence;

import java.math.BigInteger;
import java.util.Locale;

/** Numbers in sentences. */
public final class Counted {
  private Counted() {}

  /** {@code 1 address}, {@code 65,534 addresses}. */
  public static String of(BigInteger count, String one, String many) {
    return String.format(Locale.ROOT, "%,d ", count) + (count.equals(BigInteger.ONE) ? one : many);
  }

  public static String of(long count, String one, String many) {
    return of(BigInteger.valueOf(count), one, many);
  }
}
