package io.sluice.analyzer.policy.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.LabelRequirement.Operator;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyTexts;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.naive.WrittenPolicy;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Small clusters and policies by chance, so dense that most rules meet some connection. Policies
 * are written as people do, defaults left out, and none of them is refused.
 */
final class RandomPolicies {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Map<Operator, String> WORDS =
      Map.of(
          Operator.IN, "In",
          Operator.NOT_IN, "NotIn",
          Operator.EXISTS, "Exists",
          Operator.DOES_NOT_EXIST, "DoesNotExist");
  private static final String[] NAMESPACES = {"a", "b"};
  private static final String[] KEYS = {"app", "tier"};
  private static final String[] VALUES = {"x", "y", ""};
  private static final String[] PORT_NAMES = {"http", "dns"};
  private static final int[] PORTS = {1, 53, 80, 81, 8080, 65535};

  private final Random random;
  private final PolicyFixture cluster;

  RandomPolicies(Random random, PolicyFixture cluster) {
    this.random = random;
    this.cluster = cluster;
    if (random.nextBoolean()) {
      cluster.namespace("a", "tier=x").namespace("b", "app=y");
    }
  }

  Pod pod() {
    List<String> labels = new ArrayList<>();
    for (String key : KEYS) {
      if (random.nextInt(3) > 0) {
        labels.add(key + "=" + pick(VALUES));
      }
    }
    Pod pod = cluster.pod(pick(NAMESPACES) + "/p", labels.toArray(String[]::new));
    Pod placed =
        switch (random.nextInt(4)) {
          case 0 -> PolicyFixture.at(pod, v4().toString());
          case 1 -> PolicyFixture.at(pod, v6().toString());
          default -> PolicyFixture.at(pod, v4().toString(), v6().toString());
        };
    return PolicyFixture.listening(
        placed, listOf(3, this::containerPort).toArray(ContainerPort[]::new));
  }

  Object end(List<Pod> pods) {
    return random.nextInt(4) > 0
        ? pods.get(random.nextInt(pods.size()))
        : random.nextBoolean() ? v4() : v6();
  }

  Protocol protocol() {
    return pick(Protocol.values());
  }

  int port() {
    return PORTS[random.nextInt(PORTS.length)];
  }

  List<NetworkPolicy> policies(int count) {
    return written(count).stream().map(RandomPolicies::loaded).toList();
  }

  /** A policy as the real loader reads it. */
  static NetworkPolicy loaded(WrittenPolicy written) {
    return PolicyTexts.policy(written.namespace(), written.name(), written.spec().toString());
  }

  List<WrittenPolicy> written(int count) {
    List<WrittenPolicy> policies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ObjectNode spec = NODES.objectNode();
      spec.set("podSelector", selector(() -> requirement(KEYS, VALUES)));
      policyTypes().ifPresent(types -> spec.set("policyTypes", types));
      spec.setAll(maybe("ingress", 3, () -> rule("from")));
      spec.setAll(maybe("egress", 3, () -> rule("to")));
      policies.add(new WrittenPolicy(pick(NAMESPACES), "p" + i, spec));
    }
    return policies;
  }

  private Optional<ArrayNode> policyTypes() {
    ArrayNode types = NODES.arrayNode();
    return switch (random.nextInt(5)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(types);
      case 2 -> Optional.of(types.add("Ingress"));
      case 3 -> Optional.of(types.add("Egress"));
      default -> Optional.of(types.add("Egress").add("Ingress"));
    };
  }

  private ObjectNode rule(String fromOrTo) {
    ObjectNode rule = maybe(fromOrTo, 3, this::peer);
    rule.setAll(maybe("ports", 3, this::policyPort));
    return rule;
  }

  private ObjectNode peer() {
    ObjectNode peer = NODES.objectNode();
    int kind = random.nextInt(4);
    if (kind == 3) {
      peer.set("ipBlock", block());
    }
    if (kind == 0 || kind == 2) {
      peer.set("podSelector", selector(() -> requirement(KEYS, VALUES)));
    }
    if (kind == 1 || kind == 2) {
      peer.set("namespaceSelector", selector(this::namespaceRequirement));
    }
    return peer;
  }

  private ObjectNode policyPort() {
    ObjectNode entry = NODES.objectNode();
    if (random.nextInt(3) > 0) {
      entry.put("protocol", protocol().name());
    }
    int one = port();
    int other = port();
    switch (random.nextInt(4)) {
      case 0 -> {}
      case 1 -> entry.put("port", pick(PORT_NAMES));
      case 2 -> entry.put("port", one);
      default -> entry.put("port", Math.min(one, other)).put("endPort", Math.max(one, other));
    }
    return entry;
  }

  private ContainerPort containerPort() {
    return new ContainerPort(pick(PORT_NAMES), protocol().name(), port(), random.nextInt(4) == 0);
  }

  private ObjectNode selector(Supplier<ObjectNode> requirement) {
    ObjectNode selector = maybe("matchExpressions", 2, requirement);
    if (random.nextInt(3) == 0) {
      selector.putObject("matchLabels").put(pick(KEYS), pick(VALUES));
    }
    return selector;
  }

  private ObjectNode namespaceRequirement() {
    return random.nextInt(3) == 0
        ? requirement(new String[] {"kubernetes.io/metadata.name"}, NAMESPACES)
        : requirement(KEYS, VALUES);
  }

  private ObjectNode requirement(String[] keys, String[] values) {
    Operator operator = pick(Operator.values());
    ObjectNode requirement = NODES.objectNode();
    requirement.put("key", pick(keys)).put("operator", WORDS.get(operator));
    if (operator.hasValues()) {
      requirement.putArray("values").add(pick(values)).add(pick(values));
    }
    return requirement;
  }

  private ObjectNode block() {
    Cidr block = cidr();
    ObjectNode node = NODES.objectNode().put("cidr", block.toString());
    node.setAll(maybe("except", 3, () -> NODES.textNode(inside(block).toString())));
    return block.prefixLength() == block.base().bitLength() ? node.without("except") : node;
  }

  /** A smaller block inside; the block itself where there is none. */
  private Cidr inside(Cidr block) {
    int bits = block.base().bitLength();
    if (block.prefixLength() == bits) {
      return block;
    }
    int most = Math.min(5, bits - block.prefixLength());
    IpAddress address = block.base().v6() ? v6() : v4();
    IpAddress within = block.contains(address) ? address : block.base();
    return new Cidr(within, bits - random.nextInt(most));
  }

  private Cidr cidr() {
    return random.nextBoolean()
        ? new Cidr(v4(), random.nextInt(6) == 0 ? 0 : 27 + random.nextInt(6))
        : new Cidr(v6(), random.nextInt(6) == 0 ? 0 : 58 + random.nextInt(71));
  }

  /** Of 16 addresses. */
  private IpAddress v4() {
    return IpAddress.ofV4(0xC6336400 + random.nextInt(16));
  }

  /** Of 64 addresses that differ above and below bit 64. */
  private IpAddress v6() {
    return IpAddress.ofV6(0x2001_0DB8_0000_0000L + random.nextInt(8), random.nextInt(8));
  }

  private <T> List<T> listOf(int below, Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(below); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }

  /** A list under a key; often no key at all where the list is empty, which means the same. */
  private ObjectNode maybe(String key, int below, Supplier<? extends JsonNode> element) {
    ObjectNode node = NODES.objectNode();
    List<JsonNode> list = listOf(below, element::get);
    if (!list.isEmpty() || random.nextInt(3) == 0) {
      node.putArray(key).addAll(list);
    }
    return node;
  }

  private <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
