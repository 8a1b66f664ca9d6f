package io.sluice.ingest.decode;

/** Which wrappers around records are open: arrays of records, and objects that hold such arrays. */
final class OpenWrappers {
  private static final int MAX_ARRAYS = 3;

  /** Whether each wrapper is an object, as bits from the outermost. */
  private int objects;

  private int depth;
  private int arrays;

  /** What is open, as a number that {@link #restore} understands. */
  int state() {
    int open = 1;
    for (int i = depth - 1; i >= 0; i--) {
      open = open << 1 | (objects >>> i & 1);
    }
    return depth == 0 ? 0 : open;
  }

  /** Opens what was open. */
  void restore(int state) {
    for (int rest = state; rest > 1; rest >>>= 1) {
      if ((rest & 1) == 1) {
        enterObject();
      } else {
        enterArray();
      }
    }
  }

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
