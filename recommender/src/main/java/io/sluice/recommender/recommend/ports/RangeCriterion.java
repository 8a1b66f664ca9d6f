package io.sluice.recommender.recommend.ports;

import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.recommender.recommend.ports.PortRange.Basis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * When answered ports between two ends, none of them declared, are a range that the server draws
 * from.
 *
 * <p>Ports far apart are looked at by themselves: where a gap is far wider than the others, one
 * range ends and another may begin. Each such part must pass all of these:
 *
 * <ul>
 *   <li><b>Enough ports</b>, {@value #LEAST_PORTS}. Of so many drawn evenly the next one lies
 *       outside their span in 2 of 13 cases; of fewer, the span says little about the range.
 *   <li><b>Over time</b>, in {@value #LEAST_HOURS} different hours, and not more than half of the
 *       ports in one and the same hour only: a scan is one burst.
 *   <li><b>Come back to</b>, one port in {@value #RETURNS} and two at the least: a slow scan tries
 *       each port once.
 *   <li><b>Dense</b>, at least one port in {@value #WIDEST} of the span, so that at most as many
 *       are opened beside each that was seen.
 * </ul>
 *
 * <p>Where a {@link Negotiator} beside them hands the ports out, the last two are not asked: such
 * ranges are wide, and are known to be ranges.
 *
 * <p>What is opened is the span of what was seen, never more, but where a negotiator's range is
 * laid down.
 */
final class RangeCriterion {
  static final int LEAST_PORTS = 12;
  static final int LEAST_HOURS = 4;
  static final int WIDEST = 32;
  static final int RETURNS = 10;

  /** A gap of so many median gaps parts ranges; fewer than 1 in 100 even draws have one. */
  private static final int FAR = 16;

  /** And at least so wide, because the gaps of a dense run are tiny. */
  private static final int LEAST_GAP = 64;

  private final Protocol protocol;
  private final Optional<Negotiator> negotiator;

  RangeCriterion(Protocol protocol, Optional<Negotiator> negotiator) {
    this.protocol = protocol;
    this.negotiator = negotiator;
  }

  /** The ranges among these ports, which are sorted. */
  List<PortRange> ranges(List<PortSighting> ports) {
    return parts(ports).stream().flatMap(part -> range(part).stream()).toList();
  }

  private Optional<PortRange> range(List<PortSighting> part) {
    if (part.size() < LEAST_PORTS || !overTime(part)) {
      return Optional.empty();
    }
    PolicyPort.Range span =
        new PolicyPort.Range(protocol, part.get(0).port(), part.get(part.size() - 1).port());
    if (negotiator.isPresent()) {
      return Optional.of(
          new PortRange(
              negotiator.get().standard(span).orElse(span),
              Basis.NEGOTIATED,
              part.size(),
              hours(part).getCardinality(),
              "handed out by " + negotiator.get().words()));
    }
    return (long) part.size() * WIDEST >= width(span) && comesBack(part)
        ? Optional.of(
            new PortRange(
                span, Basis.OBSERVED, part.size(), hours(part).getCardinality(), facts(part)))
        : Optional.empty();
  }

  private static boolean comesBack(List<PortSighting> part) {
    long again = part.stream().filter(PortSighting::again).count();
    return again >= 2 && again * RETURNS >= part.size();
  }

  private static int width(PolicyPort.Range span) {
    return span.to() - span.from() + 1;
  }

  private static String facts(List<PortSighting> part) {
    return "met in "
        + hours(part).getCardinality()
        + " hours; if it draws them evenly, about 2 of "
        + (part.size() + 1)
        + " further ones lie outside";
  }

  private static boolean overTime(List<PortSighting> part) {
    Map<Integer, Integer> onceIn = new HashMap<>();
    part.stream()
        .filter(PortSighting::inOneHour)
        .forEach(
            port ->
                onceIn.merge(port.hours().isEmpty() ? -1 : port.hours().first(), 1, Integer::sum));
    int burst = onceIn.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return hours(part).getCardinality() >= LEAST_HOURS && burst * 2 <= part.size();
  }

  private static RoaringBitmap hours(List<PortSighting> part) {
    RoaringBitmap hours = new RoaringBitmap();
    part.forEach(port -> hours.or(port.hours()));
    return hours;
  }

  /** The ports, parted where a gap is far wider than the others. */
  private static List<List<PortSighting>> parts(List<PortSighting> ports) {
    List<List<PortSighting>> parts = new ArrayList<>();
    int far = Math.max(LEAST_GAP, FAR * medianGap(ports));
    int last = -1;
    for (PortSighting port : ports) {
      if (last < 0 || port.port() - last > far) {
        parts.add(new ArrayList<>());
      }
      parts.get(parts.size() - 1).add(port);
      last = port.port();
    }
    return parts;
  }

  private static int medianGap(List<PortSighting> ports) {
    List<Integer> gaps = new ArrayList<>();
    for (int i = 1; i < ports.size(); i++) {
      gaps.add(ports.get(i).port() - ports.get(i - 1).port());
    }
    gaps.sort(null);
    return gaps.isEmpty() ? 0 : gaps.get(gaps.size() / 2);
  }
}
