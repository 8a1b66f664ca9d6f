package io.sluice.analyzer.edge;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;

/** A record and the parties that the tests of this package speak of. */
final class FlowFixture {
  static final Party CART = new Workload("", "shop", "Deployment", "cart");
  static final Party DATABASE = new Workload("", "shop", "StatefulSet", "database");
  static final Party EXTERNAL = new Party.External();
  static final int TCP = 6;
  static final long NOON = 1_700_000_000_000L;

  final Flow flow = new Flow();

  private FlowFixture() {
    flow.protocol = TCP;
    flow.epochMillis = NOON;
    flow.reporter = Reporter.CLIENT;
  }

  static FlowFixture record() {
    return new FlowFixture();
  }

  static EdgeKey key(Party client, Party server, int port) {
    return new EdgeKey("", client, server, TCP, port, false);
  }

  static EdgeKey deniedKey(Party client, Party server, int port) {
    return new EdgeKey("", client, server, TCP, port, true);
  }

  static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  FlowFixture by(Reporter reporter) {
    flow.reporter = reporter;
    return this;
  }

  FlowFixture at(long epochMillis) {
    flow.epochMillis = epochMillis;
    return this;
  }

  FlowFixture ports(int source, int destination) {
    flow.sourcePort = source;
    flow.destinationPort = destination;
    return this;
  }

  FlowFixture dropped() {
    flow.verdict = ObservedVerdict.DROPPED;
    return this;
  }

  FlowFixture answered() {
    flow.answer = Answer.YES;
    return this;
  }

  FlowFixture unanswered() {
    flow.answer = Answer.NO;
    return this;
  }

  FlowFixture from(Vantage vantage) {
    flow.vantage = vantage;
    return this;
  }

  FlowFixture over(AddressFamily family) {
    flow.family = family;
    return this;
  }

  FlowFixture counts(long connections, long bytes) {
    flow.connections = connections;
    flow.bytes = bytes;
    return this;
  }

  FlowFixture flags(int flags) {
    flow.flags = flags;
    return this;
  }
}
