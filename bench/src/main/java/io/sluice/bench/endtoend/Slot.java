package io.sluice.bench.endtoend;

import java.util.List;

/** One replica of a workload and the pods that filled it, one after another. */
record Slot(List<Replica> lives) {
  /** The pod of that time. */
  Replica at(long epochMillis) {
    for (Replica life : lives) {
      if (epochMillis < life.toMillis()) {
        return life;
      }
    }
    return last();
  }

  /** The pod at the end. */
  Replica last() {
    return lives.get(lives.size() - 1);
  }
}
