package io.sluice.recommender.write.diff;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.diff.connectivity.ConnectivityChange;
import io.sluice.recommender.audit.diff.connectivity.Extent;
import io.sluice.recommender.audit.diff.connectivity.kinds.PortSet;
import io.sluice.recommender.write.report.NamespaceFilter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The ends and ports of a change of connectivity, in words. */
final class ExtentText {
  /** So many pods, nodes or blocks are named in a line of text; JSON has them all. */
  private static final int MAX_NAMED = 5;

  private final EdgeText text;

  ExtentText(EdgeText text) {
    this.text = text;
  }

  String workload(Workload workload) {
    return text.workload(workload);
  }

  String from(ConnectivityChange change) {
    return end(change.from(), false);
  }

  String to(ConnectivityChange change) {
    return end(change.to(), true);
  }

  private String end(Extent extent, boolean server) {
    if (extent instanceof Extent.Anywhere anywhere) {
      // Traffic from a pod's own node is always let in, so only the way out leaves a question.
      return anywhere.ownNode() || !server ? "anywhere" : "anywhere off its node";
    }
    if (extent instanceof Extent.But but) {
      return end(but.base(), server)
          + " but "
          + named(but.except().stream().map(pods -> end(pods, server)).toList());
    }
    if (extent instanceof Extent.AnyPod) {
      return "any pod";
    }
    if (extent instanceof Extent.PodsIn in) {
      return "any pod of " + in.namespace();
    }
    if (extent instanceof Extent.PodsOutside outside) {
      return "any pod outside " + outside.namespace();
    }
    if (extent instanceof Extent.PodsOf pods) {
      String name = text.workload(pods.workload());
      return pods.all() ? name : name + " (only " + named(pods.pods()) + ")";
    }
    return extent instanceof Extent.Nodes nodes
        ? nodes(nodes)
        : addresses((Extent.Addresses) extent);
  }

  private static String nodes(Extent.Nodes nodes) {
    if (nodes.all()) {
      return nodes.own() ? "its own node" : "any other node";
    }
    return (nodes.own() ? "its own node, if " : "as another node, ") + named(nodes.names());
  }

  private static String addresses(Extent.Addresses addresses) {
    return addresses.any()
        ? "any address outside"
        : named(addresses.blocks().stream().map(ExtentText::block).toList());
  }

  private static String block(PolicyPeer.IpBlock block) {
    return block.except().isEmpty()
        ? block.cidr().toString()
        : block.cidr() + " except " + named(block.except().stream().map(Object::toString).toList());
  }

  private static String named(Collection<String> all) {
    String first = all.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
    int more = all.size() - MAX_NAMED;
    return more <= 0 ? first : first + " and " + more + " more";
  }

  /** What opens and what closes; with a sign before it, one of the two needs no word. */
  static String ports(ConnectivityChange change) {
    PortSet opened = change.opened();
    PortSet closed = change.closed();
    if (!change.sign().equals("~")) {
      return (opened.isEmpty() ? closed : opened).toString();
    }
    return List.of(word("opens ", opened), word("closes ", closed)).stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String word(String verb, PortSet ports) {
    return ports.isEmpty() ? "" : verb + ports;
  }

  /** Whether an end is of a namespace that is shown; general ends are of none. */
  static boolean isShown(ConnectivityChange change, NamespaceFilter filter) {
    List<String> namespaces =
        List.of(change.from(), change.to()).stream()
            .flatMap(extent -> namespace(extent).stream())
            .toList();
    return namespaces.isEmpty() || namespaces.stream().anyMatch(filter::shows);
  }

  private static List<String> namespace(Extent extent) {
    if (extent instanceof Extent.PodsOf pods) {
      return List.of(pods.workload().namespace());
    }
    return extent instanceof Extent.PodsIn in ? List.of(in.namespace()) : List.of();
  }
}
