package io.sluice.recommender.write;

/**
 * A column of a {@link Table}.
 *
 * @param title its heading
 * @param right whether it holds numbers, which stand right
 * @param wideOnly whether only {@code -o wide} shows it
 */
public record Column(String title, boolean right, boolean wideOnly) {
  public static Column text(String title) {
    return new Column(title, false, false);
  }

  public static Column number(String title) {
    return new Column(title, true, false);
  }

  /** The same, shown by {@code -o wide} only. */
  public Column wide() {
    return new Column(title, right, true);
  }
}
