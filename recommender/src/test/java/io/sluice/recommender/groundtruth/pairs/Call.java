package io.sluice.recommender.groundtruth.pairs;

/**
 * A call that an input shows.
 *
 * @param client {@code namespace/deployment}
 * @param server likewise, or an address outside
 * @param port of the server's pods
 */
record Call(String client, String server, String protocol, int port) {}
