package io.sluice.recommender.recommend.external;

import io.sluice.recommender.recommend.named.NamedRange;
import java.util.List;

/**
 * What the settings and files say of addresses outside, besides the groups.
 *
 * @param widestIpv4 {@code externals.widestPrefix.ipv4}: the shortest prefix of a block that stands
 *     for single IPv4 addresses
 * @param widestIpv6 {@code externals.widestPrefix.ipv6}: the same for IPv6
 * @param known ranges that files give names to
 * @param open {@code externals.open}: names or globs of those whose ranges replace addresses
 */
public record Externals(int widestIpv4, int widestIpv6, List<NamedRange> known, List<String> open) {
  /** Wider blocks than these stand for no addresses, whatever the settings say. */
  public static final int WIDEST_IPV4 = 8;

  public static final int WIDEST_IPV6 = 32;

  /** What holds without settings. */
  public static final Externals DEFAULTS = new Externals(24, 64, List.of(), List.of());

  public CoverBounds bounds(boolean except, ClosedSpace closed) {
    return new CoverBounds(widestIpv4, widestIpv6, except, closed);
  }

  /** The same with other blocks. */
  public Externals withWidest(int ipv4, int ipv6) {
    return new Externals(ipv4, ipv6, known, open);
  }

  /** The same with named ranges, of which those are opened as a whole that match a glob. */
  public Externals withKnown(List<NamedRange> ranges, List<String> globs) {
    return new Externals(widestIpv4, widestIpv6, ranges, globs);
  }

  /** Whether a range is opened as a whole where one of its addresses was seen. */
  public boolean opens(NamedRange range) {
    return open.stream().anyMatch(glob -> Globs.matches(glob, range.name()));
  }

  /** {@code /24 for IPv4 and /64 for IPv6}. */
  public String widest() {
    return "/" + widestIpv4 + " for IPv4 and /" + widestIpv6 + " for IPv6";
  }
}
