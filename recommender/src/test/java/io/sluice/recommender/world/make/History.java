package io.sluice.recommender.world.make;

import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.Attempt.Fate;
import io.sluice.recommender.world.Attempt.Frontend;
import io.sluice.recommender.world.Attempt.Purpose;
import io.sluice.recommender.world.Spot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects attempts and puts them in the order of time. */
final class History {
  private static final Comparator<Attempt> BY_TIME =
      Comparator.comparing(Attempt::at).thenComparing(Attempt::number);

  private final Draw draw;
  private final List<Attempt> attempts = new ArrayList<>();

  History(long seed) {
    this.draw = new Draw(seed, "client ports");
  }

  void add(
      Instant at, Spot client, Spot server, int protocol, int port, Fate fate, Purpose purpose) {
    add(false, at, client, server, protocol, port, fate, purpose);
  }

  void add(
      boolean v6,
      Instant at,
      Spot client,
      Spot server,
      int protocol,
      int port,
      Fate fate,
      Purpose purpose) {
    add(v6, at, client, server, protocol, port, fate, purpose, Optional.empty());
  }

  /** One from the internet. */
  void add(Instant at, Spot client, Spot server, int port, Frontend frontend) {
    add(false, at, client, server, 6, port, Fate.ANSWERED, Purpose.NEED, Optional.of(frontend));
  }

  private void add(
      boolean v6,
      Instant at,
      Spot client,
      Spot server,
      int protocol,
      int port,
      Fate fate,
      Purpose purpose,
      Optional<Frontend> frontend) {
    int clientPort = draw.between(32_768, 60_999);
    attempts.add(
        new Attempt(
            attempts.size(),
            at,
            client,
            server,
            protocol,
            clientPort,
            port,
            v6,
            fate,
            purpose,
            frontend));
  }

  /** All, by time. */
  List<Attempt> sorted() {
    return attempts.stream().sorted(BY_TIME).toList();
  }
}
