package io.sluice.bench.endtoend;

import java.util.Locale;

/** A node. */
record Machine(int number) {
  String name() {
    return String.format(Locale.ROOT, "aks-nodepool1-31415926-vmss%06d", number);
  }

  String address() {
    return "10.224." + (number + 4) / 250 + "." + ((number + 4) % 250 + 1);
  }

  String mac() {
    return String.format(Locale.ROOT, "00224A%06X", number);
  }
}
