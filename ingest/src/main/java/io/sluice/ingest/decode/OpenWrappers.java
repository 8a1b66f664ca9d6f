package io.sluice.ingest.decode;

/** Which wrappers around records are open: arrays of records, and objects that hold such arrays. */
final class OpenWrappers {
  private static final int MAX_ARRAYS = 3;

  /** Whether each wrapper is an object, as bits from the outermost. */
  private int objects;

  private int depth;
  private int arrays;

  /** Whether another array of records may be entered. */
  boolean roomForArray() {
    return arrays < MAX_ARRAYS;
  }

  boolean insideObject() {
    return depth > 0 && ((objects >>> (depth - 1)) & 1) == 1;
  }

  boolean none() {
    return depth == 0;
  }

  void enterArray() {
    objects &= ~(1 << depth);
    depth++;
    arrays++;
  }

  void enterObject() {
    objects |= 1 << depth;
    depth++;
  }

  /** Leaves the array that was entered last, if that is the innermost wrapper. */
  void leaveArray() {
    if (depth > 0 && !insideObject()) {
      depth--;
      arrays--;
    }
  }

  void leaveObject() {
    depth--;
  }
}
