package io.sluice.recommender.recommend.decision;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Protocol;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.roaringbitmap.RoaringBitmap;

/**
 * The ports of a decision.
 *
 * @param protocol the protocol
 * @param first the first port
 * @param last the last port, inclusive
 */
public record PortPattern(Protocol protocol, int first, int last) {
  private static final Pattern SHAPE =
      Pattern.compile("(TCP|UDP|SCTP)(?:/(\\d{1,5})(?:-(\\d{1,5}))?)?");
  private static final int MAX = 65535;

  public PortPattern {
    if (first < 0 || last > MAX || first > last) {
      throw new IllegalArgumentException("no range of ports: " + first + "-" + last);
    }
  }

  /** {@code TCP/8443}, {@code 8443/TCP}, {@code TCP/8000-8010}, {@code UDP}; else empty. */
  public static Optional<PortPattern> parse(String text) {
    int slash = text.indexOf('/');
    String turned =
        slash > 0 && Character.isDigit(text.charAt(0))
            ? text.substring(slash + 1) + "/" + text.substring(0, slash)
            : text;
    Matcher match = SHAPE.matcher(turned.toUpperCase(Locale.ROOT));
    if (!match.matches()) {
      return Optional.empty();
    }
    int first = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
    int last =
        match.group(3) != null
            ? Integer.parseInt(match.group(3))
            : match.group(2) == null ? MAX : first;
    return last > MAX || first > last
        ? Optional.empty()
        : Optional.of(new PortPattern(Protocol.valueOf(match.group(1)), first, last));
  }

  /** Whether it is one port. */
  public boolean isSingle() {
    return first == last;
  }

  /** Whether all ports of an edge are meant. */
  public boolean covers(Edge edge) {
    return edge.key().protocol() == protocol.number()
        && (edge.ports().isEmpty()
            ? contains(edge.key().port())
            : edge.ports().first() >= first && edge.ports().last() <= last);
  }

  /** Whether some port of an edge is meant. */
  public boolean meets(Edge edge) {
    return edge.key().protocol() == protocol.number()
        && (edge.ports().isEmpty()
            ? contains(edge.key().port())
            : RoaringBitmap.intersects(
                edge.ports(), RoaringBitmap.bitmapOfRange(first, last + 1L)));
  }

  private boolean contains(int port) {
    return port >= first && port <= last;
  }

  @Override
  public String toString() {
    if (first == 0 && last == MAX) {
      return protocol.toString();
    }
    return protocol + "/" + first + (isSingle() ? "" : "-" + last);
  }
}
