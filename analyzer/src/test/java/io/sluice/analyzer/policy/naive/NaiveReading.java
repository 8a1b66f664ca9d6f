package io.sluice.analyzer.policy.naive;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.ingest.IpAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * NetworkPolicies read as the API's text puts it, one sentence after the other, from the policies
 * as written and without any default, index, memory or shared code of the loader and the evaluator:
 * an oracle for pods and outside addresses on the generic engine.
 *
 * <p>A fault that is seeded makes it break one of these sentences.
 */
public final class NaiveReading {
  private final List<WrittenPolicy> policies;
  private final Set<Fault> seeded;
  private final NaivePeers peers;
  private final NaivePorts ports;

  /**
   * A reading of these policies.
   *
   * @param namespaces the labels of a namespace
   * @param seeded what it does wrong
   */
  public NaiveReading(
      List<WrittenPolicy> policies,
      Function<String, Map<String, String>> namespaces,
      Fault... seeded) {
    this.policies = policies;
    this.seeded = EnumSet.noneOf(Fault.class);
    this.seeded.addAll(Arrays.asList(seeded));
    this.peers = new NaivePeers(namespaces, this.seeded);
    this.ports = new NaivePorts(this.seeded);
  }

  /** Whether a connection is allowed; ends are {@link Pod}s or {@link IpAddress}es. */
  public boolean allows(Object client, Object server, Protocol protocol, int port) {
    if (client.equals(server)) {
      return true;
    }
    Asked asked = new Asked(server, protocol, port);
    return (seeded.contains(Fault.EGRESS_SIDE_SKIPPED)
            || passes(Direction.EGRESS, client, server, asked))
        && (seeded.contains(Fault.INGRESS_SIDE_SKIPPED)
            || passes(Direction.INGRESS, server, client, asked));
  }

  /** What rules look at beside the peer. */
  record Asked(Object server, Protocol protocol, int port) {}

  private boolean passes(Direction direction, Object own, Object peer, Asked asked) {
    if (!(own instanceof Pod pod)) {
      return true;
    }
    List<WrittenPolicy> isolating =
        policies.stream()
            .filter(p -> p.namespace().equals(pod.namespace()))
            .filter(p -> isolates(p.spec(), direction))
            .filter(p -> peers.selects(p.spec().path("podSelector"), pod.labels()))
            .limit(seeded.contains(Fault.FIRST_POLICY_ONLY) ? 1 : Long.MAX_VALUE)
            .toList();
    boolean v4 = passes(isolating, direction, pod, peer, asked, false);
    boolean v6 = passes(isolating, direction, pod, peer, asked, true);
    boolean common = (has(own, false) && has(peer, false)) || (has(own, true) && has(peer, true));
    boolean hasV4 = has(peer, false) && (has(own, false) || !common);
    boolean hasV6 = has(peer, true) && (has(own, true) || !common);
    return isolating.isEmpty() || ((v4 || !hasV4) && (v6 || !hasV6) && (v4 || v6));
  }

  private boolean isolates(JsonNode spec, Direction direction) {
    boolean rules = !spec.path(section(direction)).isEmpty();
    JsonNode types = spec.path("policyTypes");
    if (seeded.contains(Fault.ISOLATION_BY_PRESENCE_OF_RULES)) {
      return rules;
    }
    if (seeded.contains(Fault.ALWAYS_BOTH_POLICY_TYPES)) {
      return true;
    }
    if (types.isEmpty()) {
      return direction == Direction.INGRESS
          || (rules && !seeded.contains(Fault.ONLY_INGRESS_WHEN_MISSING));
    }
    String word = direction == Direction.INGRESS ? "Ingress" : "Egress";
    return items(types).anyMatch(type -> type.textValue().equals(word));
  }

  private boolean passes(
      List<WrittenPolicy> isolating,
      Direction direction,
      Pod own,
      Object peer,
      Asked asked,
      boolean overV6) {
    String fromOrTo = direction == Direction.INGRESS ? "from" : "to";
    Stream<Boolean> admits =
        isolating.stream()
            .map(
                policy ->
                    items(policy.spec().path(section(direction)))
                        .anyMatch(
                            rule ->
                                peers.admit(rule.path(fromOrTo), own, peer, overV6)
                                    && ports.admit(rule.path("ports"), asked)));
    return seeded.contains(Fault.ALL_POLICIES_MUST_ALLOW)
        ? admits.allMatch(admitted -> admitted)
        : admits.anyMatch(admitted -> admitted);
  }

  private static String section(Direction direction) {
    return direction == Direction.INGRESS ? "ingress" : "egress";
  }

  static Stream<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  static List<IpAddress> addresses(Object end) {
    return end instanceof Pod pod ? pod.addresses() : List.of((IpAddress) end);
  }

  private static boolean has(Object end, boolean v6) {
    return addresses(end).stream().anyMatch(a -> a.v6() == v6);
  }
}
