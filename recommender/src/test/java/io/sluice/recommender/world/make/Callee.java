package io.sluice.recommender.world.make;

import io.sluice.recommender.world.WorldPort;
import io.sluice.recommender.world.WorldService;
import io.sluice.recommender.world.WorldWorkload;
import java.util.List;

/** Whom a client calls. */
sealed interface Callee {
  /** Whichever pod a Service chooses. */
  record BehindService(WorldService service, WorldService.Port port) implements Callee {}

  /** Pods by their own addresses, as a scraper does. */
  record Pods(WorldWorkload workload, WorldPort port) implements Callee {}

  /** Addresses outside the cluster. */
  record Addresses(List<String> addresses, int port) implements Callee {}

  /** Every node. */
  record Nodes(int port) implements Callee {}
}
