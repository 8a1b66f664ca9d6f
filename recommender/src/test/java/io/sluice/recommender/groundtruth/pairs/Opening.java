package io.sluice.recommender.groundtruth.pairs;

import io.sluice.analyzer.policy.Direction;

/**
 * What policies let through an end that they isolate.
 *
 * @param client {@code namespace/deployment}
 * @param server likewise, or an address outside
 */
record Opening(Direction direction, String client, String server, String protocol, int port) {
  /** Whose policy it is. */
  String subject() {
    return direction == Direction.EGRESS ? client : server;
  }

  /** What it is about. */
  Call call() {
    return new Call(client, server, protocol, port);
  }
}
