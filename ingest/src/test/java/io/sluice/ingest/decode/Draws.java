package io.sluice.ingest.decode;

import java.util.List;
import java.util.Random;

/** Draws of a seeded random, for those who write random logs. */
class Draws {
  final Random random;

  Draws(Random random) {
    this.random = random;
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  String pick(String... of) {
    return of[random.nextInt(of.length)];
  }

  String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
