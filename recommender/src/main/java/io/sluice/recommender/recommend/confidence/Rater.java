package io.sluice.recommender.recommend.confidence;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.Confidence;
import io.sluice.recommender.recommend.evidence.Enumeration;
import io.sluice.recommender.recommend.named.NamedRanges;
import io.sluice.recommender.recommend.ports.PortUse;
import io.sluice.recommender.recommend.ports.PortUses;
import io.sluice.recommender.recommend.traffic.PlatformAddresses;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rates edges: how well each is known, and whether it is of a kind that is looked at first. An
 * edge's addresses are judged together, because they share its row.
 */
public final class Rater {
  /** An edge is new where it was seen first in the last so many-th part of the window. */
  private static final int LAST_PART = 10;

  /** And after so much of it, because all is new on the first day. */
  private static final long DAY_MILLIS = 86_400_000L;

  private static final int NAMED_ADDRESSES = 4;
  private static final int DNS_PORT = 53;

  private final ObservedWindow window;
  private final NamedRanges ranges;
  private final PortUses ports;

  /** Without the cluster's objects, which say what ports are. */
  public Rater(ObservedWindow window, NamedRanges ranges) {
    this(window, ranges, PortUses.none());
  }

  public Rater(ObservedWindow window, NamedRanges ranges, PortUses ports) {
    this.window = window;
    this.ranges = ranges;
    this.ports = ports;
  }

  /**
   * Rates one edge.
   *
   * @param ambiguous whether its orientation is open: then nobody can say who was called
   */
  public Rating rate(Edge edge, boolean ambiguous) {
    List<Review> reviews = new ArrayList<>();
    if (!ambiguous) {
      metadata(edge).ifPresent(reviews::add);
      newAcrossNamespaces(edge).ifPresent(reviews::add);
      if (goesToUnnamed(edge)) {
        Beacon.in(edge, window).map(Beacon::review).ifPresent(reviews::add);
        unnamed(edge).ifPresent(reviews::add);
      }
      port(edge).ifPresent(reviews::add);
    }
    return new Rating(
        ports.of(edge) instanceof PortUse.InRange in
            ? in.range().confidence()
            : Confidence.of(edge),
        reviews);
  }

  private static Optional<Review> metadata(Edge edge) {
    if (edge.key().server() instanceof Workload) {
      return Optional.empty();
    }
    List<String> called =
        edge.addresses().stream()
            .filter(address -> handsOut(address, edge.key().port()))
            .map(Object::toString)
            .toList();
    return called.isEmpty() || isOutside(edge.key().client())
        ? Optional.empty()
        : review(
            Review.Kind.METADATA_ENDPOINT,
            String.join(", ", called) + " hands out the node's credentials or settings");
  }

  /** Instance metadata, and Azure's platform address but for its DNS. */
  private static boolean handsOut(IpAddress address, int port) {
    return PlatformAddresses.isMetadata(address)
        || (PlatformAddresses.isAzure(address) && port != DNS_PORT);
  }

  private Optional<Review> newAcrossNamespaces(Edge edge) {
    if (!(edge.key().client() instanceof Workload client)
        || !(edge.key().server() instanceof Workload server)
        || sameNamespace(client, server)) {
      return Optional.empty();
    }
    long first = ObservedWindow.firstMillis(edge);
    long length = window.toMillis() - window.fromMillis();
    long young = window.toMillis() - length / LAST_PART;
    return first > 0 && first >= young && first - window.fromMillis() >= DAY_MILLIS
        ? review(
            Review.Kind.NEW_ACROSS_NAMESPACES,
            "seen first at " + time(first) + ", in the last tenth of the window")
        : Optional.empty();
  }

  private static boolean sameNamespace(Workload client, Workload server) {
    return client.namespace().equals(server.namespace())
        && client.cluster().equals(server.cluster());
  }

  private boolean goesToUnnamed(Edge edge) {
    return !isOutside(edge.key().client())
        && (edge.key().server() instanceof Party.World || !unnamedAddresses(edge).isEmpty());
  }

  private Optional<Review> unnamed(Edge edge) {
    List<String> addresses = unnamedAddresses(edge);
    return review(
        Review.Kind.UNNAMED_DESTINATION,
        addresses.isEmpty()
            ? "the log leaves out which address outside it is"
            : Enumeration.of(", ", addresses, NAMED_ADDRESSES)
                + (addresses.size() == 1 ? " is" : " are")
                + " in no group of externals.groups");
  }

  /**
   * Public addresses that it calls and no group holds; the platform's have a reason of their own.
   */
  private List<String> unnamedAddresses(Edge edge) {
    return edge.key().server() instanceof Party.External
        ? edge.addresses().stream()
            .filter(address -> isPublic(address) && !ranges.isKnown(address))
            .map(Object::toString)
            .toList()
        : List.of();
  }

  private Optional<Review> port(Edge edge) {
    PortUse use = ports.of(edge);
    if (use instanceof PortUse.InRange in) {
      return review(Review.Kind.PORT_RANGE, in.range().detail());
    }
    return use instanceof PortUse.Plain
        ? Optional.empty()
        : review(
            Review.Kind.EPHEMERAL_PORT,
            "nothing declares this port, and such ports are drawn anew: it may be another one"
                + " tomorrow");
  }

  private static boolean isPublic(IpAddress address) {
    return !address.isPrivate()
        && !address.isLinkLocal()
        && !address.isLoopback()
        && !PlatformAddresses.isAzure(address);
  }

  private static boolean isOutside(Party party) {
    return party instanceof Party.External || party instanceof Party.World;
  }

  private static Optional<Review> review(Review.Kind kind, String detail) {
    return Optional.of(new Review(kind, detail));
  }

  static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
