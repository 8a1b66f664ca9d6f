package io.sluice.ingest.batch;

import java.util.function.Function;

/** Words of enums in a batch. They may be added without a new version of the form. */
final class Words {
  private Words() {}

  /** The value of a word. */
  static <T> T known(T[] values, Function<T, String> wordOf, String word)
      throws FlowBatchException {
    for (T value : values) {
      if (wordOf.apply(value).equals(word)) {
        return value;
      }
    }
    throw new FlowBatchException(
        "the flow batch says \""
            + word
            + "\", a word that this version of Sluice does not know; use a newer Sluice");
  }
}
