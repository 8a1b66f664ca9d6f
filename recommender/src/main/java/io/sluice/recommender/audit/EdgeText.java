package io.sluice.recommender.audit;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/**
 * An edge in words. Addresses of internet clients are people's: they are left out unless the user
 * asks for them. Workloads that share namespace and name are told apart by their kinds.
 *
 * @param showClientAddresses whether the user asked for them
 * @param namesakes workloads of which another one has the namespace and name
 */
public record EdgeText(boolean showClientAddresses, Set<Workload> namesakes) {
  /** What stands for the address of somebody on the internet. */
  public static final String INTERNET_CLIENT = "internet client";

  /** So many addresses or ports are named in a line of text. */
  private static final int MAX_NAMED = 4;

  /** Words for the workloads of an inventory. */
  public static EdgeText of(boolean showClientAddresses, Collection<Workload> workloads) {
    Map<String, List<Workload>> byName =
        workloads.stream().collect(Collectors.groupingBy(w -> w.cluster() + " " + w.title()));
    return new EdgeText(
        showClientAddresses,
        byName.values().stream()
            .filter(same -> same.size() > 1)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** {@code shop/cart}; {@code shop/cart (StatefulSet)} where a Deployment has that name too. */
  public String name(Party party) {
    return party instanceof Workload workload && namesakes.contains(workload)
        ? workload.title() + " (" + workload.kind() + ")"
        : party.title();
  }

  /** The same with the cluster in front where it has a name. */
  public String workload(Workload workload) {
    return workload.cluster().isEmpty()
        ? name(workload)
        : workload.cluster() + ": " + name(workload);
  }

  /** The client's end. */
  public String client(Edge edge) {
    if (edge.key().client() instanceof Party.External && !showClientAddresses) {
      int count = edge.addresses().size();
      return count == 1 ? INTERNET_CLIENT : "internet clients (" + count + " addresses)";
    }
    return end(edge.key().client(), edge);
  }

  /** The server's end. */
  public String server(Edge edge, boolean ambiguous) {
    // With the orientation open, either end may be the client.
    boolean masked = ambiguous && !showClientAddresses;
    return masked ? name(edge.key().server()) : end(edge.key().server(), edge);
  }

  private String end(Party party, Edge edge) {
    boolean listed = party instanceof Party.External || party instanceof Party.Unknown;
    if (!listed || edge.addresses().isEmpty()) {
      return name(party);
    }
    return party.title() + " " + named(edge.addresses().stream().map(Object::toString).toList());
  }

  /** Whether the addresses of an edge may be shown. */
  public boolean addressesShown(Edge edge, boolean ambiguous) {
    return showClientAddresses
        || edge.addresses().stream().allMatch(EdgeText::internal)
        || (edge.key().server() instanceof Party.External && !ambiguous);
  }

  private static boolean internal(IpAddress address) {
    return address.isPrivate() || address.isLinkLocal() || address.isLoopback();
  }

  /** {@code TCP/8080}, {@code TCP/22,23 and 5 more}, {@code ICMP}. */
  public static String port(Edge edge) {
    String protocol = protocol(edge.key().protocol());
    if (!edge.ports().isEmpty()) {
      return protocol + "/" + named(numbers(edge.ports()));
    }
    return port(edge.key().protocol(), edge.key().port());
  }

  /** {@code TCP/8080}, or only the protocol where there is no port. */
  public static String port(int protocol, int port) {
    return protocol(protocol) + (port < 0 ? "" : "/" + port);
  }

  /** {@code TCP}, or {@code protocol 47} for what has no common name. */
  public static String protocol(int number) {
    return switch (number) {
      case 1 -> "ICMP";
      case 6 -> "TCP";
      case 17 -> "UDP";
      case 58 -> "ICMPv6";
      case 132 -> "SCTP";
      case -1 -> "protocol not recorded";
      default -> "protocol " + number;
    };
  }

  private static List<String> numbers(RoaringBitmap ports) {
    List<String> numbers = new ArrayList<>();
    ports.forEach((int port) -> numbers.add(Integer.toString(port)));
    return numbers;
  }

  private static String named(Collection<String> all) {
    String first = String.join(",", all.stream().limit(MAX_NAMED).toList());
    int more = all.size() - MAX_NAMED;
    return more <= 0 ? first : String.format(Locale.ROOT, "%s and %d more", first, more);
  }
}
