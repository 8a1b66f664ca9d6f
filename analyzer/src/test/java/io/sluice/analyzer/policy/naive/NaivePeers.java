package io.sluice.analyzer.policy.naive;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.ingest.IpAddress;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Peers and selectors, read naively. */
final class NaivePeers {
  private static final String NAME = "kubernetes.io/metadata.name";

  private final Function<String, Map<String, String>> namespaces;
  private final Set<Fault> seeded;

  NaivePeers(Function<String, Map<String, String>> namespaces, Set<Fault> seeded) {
    this.namespaces = namespaces;
    this.seeded = seeded;
  }

  /** Whether a rule with these peers is for an end. */
  boolean admit(JsonNode peers, Pod own, Object end, boolean overV6) {
    return peers.isEmpty()
        ? !seeded.contains(Fault.EMPTY_FROM_DENIES)
        : NaiveReading.items(peers).anyMatch(peer -> matches(peer, own, end, overV6));
  }

  private boolean matches(JsonNode peer, Pod own, Object end, boolean overV6) {
    JsonNode namespace = peer.path("namespaceSelector");
    JsonNode pods = peer.path("podSelector");
    if (peer.has("ipBlock")) {
      return !(seeded.contains(Fault.IP_BLOCK_NEVER_MATCHES_PODS) && end instanceof Pod)
          && NaiveReading.addresses(end).stream()
              .anyMatch(a -> a.v6() == overV6 && inBlock(peer.path("ipBlock"), a));
    }
    if (!(end instanceof Pod pod)) {
      return seeded.contains(Fault.NAMESPACE_SELECTOR_COVERS_EXTERNALS)
          && given(namespace)
          && !given(pods)
          && selects(namespace, Map.of());
    }
    boolean home = pod.namespace().equals(own.namespace());
    boolean everywhere = seeded.contains(Fault.POD_SELECTOR_REACHES_ALL_NAMESPACES);
    if (!given(namespace)) {
      return (home || everywhere) && selects(pods, pod.labels());
    }
    boolean inNamespace = selects(namespace, labelsOf(pod.namespace()));
    if (given(pods) && seeded.contains(Fault.NAMESPACE_AND_POD_SELECTORS_ORED)) {
      return inNamespace || (home && selects(pods, pod.labels()));
    }
    return inNamespace && selects(pods, pod.labels());
  }

  private static boolean given(JsonNode selector) {
    return !selector.isMissingNode() && !selector.isNull();
  }

  private Map<String, String> labelsOf(String namespace) {
    Map<String, String> labels = new TreeMap<>(namespaces.apply(namespace));
    labels.put(NAME, namespace);
    if (seeded.contains(Fault.METADATA_NAME_MISSING)) {
      labels.remove(NAME);
    }
    return labels;
  }

  /** Whether a selector holds; one that is not given does. */
  boolean selects(JsonNode selector, Map<String, String> labels) {
    return selector.path("matchLabels").properties().stream()
            .allMatch(label -> label.getValue().textValue().equals(labels.get(label.getKey())))
        && (seeded.contains(Fault.MATCH_EXPRESSIONS_IGNORED)
            || NaiveReading.items(selector.path("matchExpressions"))
                .allMatch(expression -> holds(expression, labels)));
  }

  private boolean holds(JsonNode expression, Map<String, String> labels) {
    String value = labels.get(expression.path("key").textValue());
    boolean listed =
        NaiveReading.items(expression.path("values")).anyMatch(v -> v.textValue().equals(value));
    return switch (expression.path("operator").textValue()) {
      case "In" -> listed;
      case "NotIn" -> !listed && !(value == null && seeded.contains(Fault.NOT_IN_NEEDS_THE_KEY));
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> throw new IllegalArgumentException(expression.toString());
    };
  }

  private boolean inBlock(JsonNode block, IpAddress address) {
    return holds(block.path("cidr").textValue(), address)
        && (seeded.contains(Fault.EXCEPT_IGNORED)
            || NaiveReading.items(block.path("except"))
                .noneMatch(except -> holds(except.textValue(), address)));
  }

  private static boolean holds(String cidr, IpAddress address) {
    int slash = cidr.indexOf('/');
    IpAddress base = IpAddress.parse(cidr.substring(0, slash)).orElseThrow();
    int shift = address.bitLength() - Integer.parseInt(cidr.substring(slash + 1));
    return base.v6() == address.v6()
        && number(base).shiftRight(shift).equals(number(address).shiftRight(shift));
  }

  private static BigInteger number(IpAddress address) {
    BigInteger half = BigInteger.ONE.shiftLeft(64);
    return BigInteger.valueOf(address.high())
        .mod(half)
        .shiftLeft(64)
        .add(BigInteger.valueOf(address.low()).mod(half));
  }
}
