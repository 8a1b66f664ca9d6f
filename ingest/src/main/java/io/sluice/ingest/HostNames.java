package io.sluice.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Names of hosts that a log gives to addresses: what a DNS answer said, or what the observer knew
 * from one. One thread's; merged at the end.
 *
 * <p>Bounded, and the same whatever the order of records: of more than {@value #MOST_ADDRESSES}
 * addresses the lowest are kept, and of more than {@value #MOST_NAMES} names of an address those
 * that come first. What falls out can never be among the kept ones again.
 */
public final class HostNames {
  /** Of more addresses the lowest are kept. */
  public static final int MOST_ADDRESSES = 10_000;

  static final int MOST_NAMES = 8;

  private static final int LONGEST = 253;
  private static final int MOST_WRITTEN = 1 << 13;
  private static final Pattern HOST = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})+");

  private final NavigableMap<IpAddress, TreeMap<String, Origin>> names = new TreeMap<>();

  /** What written names stand for; forgotten when there are too many. */
  private final Map<String, Optional<String>> hosts = new HashMap<>();

  /** How a log came by a name; of two for the same name the first counts. */
  public enum Origin {
    /** A DNS answer in the log. */
    DNS_ANSWER("DNS answer"),
    /** The observer wrote it beside the address. */
    OBSERVER("named by the log");

    private final String words;

    Origin(String words) {
      this.words = words;
    }
  }

  /**
   * Adds a name as a log writes it; what is no name of a host outside a cluster is passed over, so
   * that nothing but names is ever kept.
   */
  public void add(IpAddress address, String name, Origin origin) {
    if (hosts.size() >= MOST_WRITTEN) {
      hosts.clear();
    }
    Optional<String> host = hosts.computeIfAbsent(name, HostNames::host);
    if (host.isPresent()) {
      put(address, host.get(), origin);
    }
  }

  private void put(IpAddress address, String host, Origin origin) {
    TreeMap<String, Origin> known = names.get(address);
    if (known == null) {
      if (names.size() >= MOST_ADDRESSES && names.lastKey().compareTo(address) < 0) {
        return;
      }
      known = new TreeMap<>();
      names.put(address, known);
      if (names.size() > MOST_ADDRESSES) {
        names.pollLastEntry();
      }
    }
    known.merge(host, origin, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    if (known.size() > MOST_NAMES) {
      known.pollLastEntry();
    }
  }

  /** Lower case, without the root's dot; empty where it is no host's name, or a cluster's own. */
  private static Optional<String> host(String name) {
    String host = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    host = host.toLowerCase(Locale.ROOT);
    boolean valid = host.length() <= LONGEST && HOST.matcher(host).matches();
    return valid && !host.endsWith(".cluster.local") && IpAddress.parse(host).isEmpty()
        ? Optional.of(host)
        : Optional.empty();
  }

  /** Adds what another one knows. */
  public void addAll(HostNames other) {
    other.names.forEach(
        (address, hosts) -> hosts.forEach((host, origin) -> put(address, host, origin)));
  }

  /** The names of an address with how they are known, sorted: {@code a.example (DNS answer)}. */
  public List<String> of(IpAddress address) {
    List<String> of = new ArrayList<>();
    Map<String, Origin> hosts = names.get(address);
    if (hosts != null) {
      hosts.forEach((host, origin) -> of.add(host + " (" + origin.words + ")"));
    }
    return of;
  }

  /** The names of an address and how each is known, sorted. */
  public SortedMap<String, Origin> known(IpAddress address) {
    TreeMap<String, Origin> hosts = names.get(address);
    return hosts == null ? new TreeMap<>() : Collections.unmodifiableSortedMap(hosts);
  }

  /** What is known of one address, on its own. */
  public HostNames only(IpAddress address) {
    HostNames one = new HostNames();
    known(address).forEach((host, origin) -> one.put(address, host, origin));
    return one;
  }

  /** How many addresses have a name. */
  public int size() {
    return names.size();
  }

  /** Forgets all names. */
  public void clear() {
    names.clear();
  }

  /** The addresses that have a name, sorted. */
  public SortedSet<IpAddress> addresses() {
    return new TreeSet<>(names.keySet());
  }
}
