package io.sluice.recommender.write.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelRequirement.Operator;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.recommender.write.Escape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyYamlTest {
  private static final long SEED = Long.getLong("seed", 20261108L);

  /** Legal label values that a careless writer of YAML turns into something else. */
  private static final List<String> VALUES =
      List.of(
          "",
          "yes",
          "No",
          "on",
          "OFF",
          "y",
          "n",
          "true",
          "False",
          "null",
          "Null",
          "1",
          "0",
          "1e3",
          "1_000",
          "0x1F",
          "0o17",
          "017",
          "1.5",
          "1.0",
          "12-30",
          "2026-11-08",
          "190:20:30",
          "inf",
          "nan",
          "a.b",
          "a-b",
          "A_b",
          "e3",
          "0b1",
          "0.",
          "cart");

  private static final List<String> KEYS =
      List.of("app", "yes", "null", "1", "app.kubernetes.io/name", "0x1", "example.com/1e3", "on");

  @TempDir Path folder;

  @Test
  void theManifestHasTheShapeInWhichTheApiServerGivesItBack() {
    NetworkPolicy policy =
        policy(
            "cart",
            LabelSelector.of(
                List.of(LabelRequirement.equal("app", "cart"), LabelRequirement.absent("track"))),
            List.of(
                new PolicyRule(
                    List.of(
                        new PolicyPeer.Pods(
                            Optional.of(name("monitoring")),
                            Optional.of(LabelSelector.of(Map.of("app", "1e3"))))),
                    List.of(PolicyPort.Range.of(Protocol.TCP, 9102)))),
            List.of(
                new PolicyRule(
                    List.of(block("203.0.113.0/24", "203.0.113.7/32"), block("2001:db8::/32")),
                    List.of(
                        new PolicyPort.Range(Protocol.TCP, 8000, 8010),
                        new PolicyPort.Named(Protocol.UDP, "dns"),
                        new PolicyPort.Any(Protocol.SCTP)))));

    String yaml =
        PolicyYaml.of(
            policy, new TreeMap<>(Map.of("sluice.io/held-open", "egress")), RuleComments.NONE);

    assertThat(yaml)
        .isEqualTo(
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              name: cart
              namespace: shop
              labels:
                app.kubernetes.io/managed-by: sluice
              annotations:
                sluice.io/held-open: egress
            spec:
              podSelector:
                matchLabels:
                  app: cart
                matchExpressions:
                - key: track
                  operator: DoesNotExist
              policyTypes:
              - Ingress
              - Egress
              ingress:
              - from:
                - namespaceSelector:
                    matchLabels:
                      kubernetes.io/metadata.name: monitoring
                  podSelector:
                    matchLabels:
                      app: "1e3"
                ports:
                - port: 9102
                  protocol: TCP
              egress:
              - to:
                - ipBlock:
                    cidr: 203.0.113.0/24
                    except:
                    - 203.0.113.7/32
                - ipBlock:
                    cidr: "2001:db8::/32"
                ports:
                - port: 8000
                  endPort: 8010
                  protocol: TCP
                - port: dns
                  protocol: UDP
                - protocol: SCTP
            """);
  }

  @Test
  void aRuleForEverybodyAndASelectorOfEverythingAreWrittenAsSuch() {
    NetworkPolicy policy =
        policy(
            "all",
            LabelSelector.EVERYTHING,
            List.of(new PolicyRule(List.of(), List.of())),
            List.of(
                new PolicyRule(
                    List.of(
                        new PolicyPeer.Pods(
                            Optional.of(LabelSelector.EVERYTHING), Optional.empty())),
                    List.of())));

    assertThat(readBack(policy)).isEqualTo(comparable(policy));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1e3", "null", "", "0x1F", "1.0", "190:20:30", "'", "#", "a: b"})
  void aValueThatYamlCouldMisreadStaysAString(String value) {
    String yaml = "key: " + YamlScalar.of(value) + "\n";

    Object read =
        new org.snakeyaml.engine.v2.api.Load(
                org.snakeyaml.engine.v2.api.LoadSettings.builder().build())
            .loadFromString(yaml);

    assertThat(read).isEqualTo(Map.of("key", value));
  }

  @Test
  void whatIsWrittenIsReadBackAsTheSamePolicyWhateverItsLabels() {
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      NetworkPolicy policy = random(random);

      assertThat(readBack(policy)).as("seed %s, policy %s", SEED, i).isEqualTo(comparable(policy));
    }
  }

  @Test
  void aCommentCannotBreakOutOfItsLine() {
    assertThat(Escape.comment("shop/a\nspec: {}\u0085\u2028\u202e é"))
        .isEqualTo("shop/a\\u000aspec: {}\\u0085\\u2028\\u202e \\u00e9");
  }

  @Test
  void aPolicyThatIsolatesNothingIsRefusedBecauseItsManifestWouldIsolate() {
    NetworkPolicy policy =
        new NetworkPolicy(
            "",
            "shop",
            "cart",
            LabelSelector.EVERYTHING,
            Set.of(),
            List.of(),
            List.of(),
            new ObjectOrigin("", 1));

    assertThatThrownBy(() -> PolicyYaml.of(policy, new TreeMap<>(), RuleComments.NONE))
        .hasMessageContaining("shop/cart");
  }

  private NetworkPolicy readBack(NetworkPolicy policy) {
    try {
      Path file = folder.resolve("policy.yaml");
      Files.writeString(
          file, GeneratedFile.stamp(PolicyYaml.of(policy, new TreeMap<>(), RuleComments.NONE)));
      PolicyLoader.Result loaded =
          PolicyLoader.load(ClusterReader.read("", file, OptionalLong.empty()).objects());
      assertThat(loaded.problems())
          .noneMatch(
              p -> p.severity() == io.sluice.analyzer.policy.load.PolicyProblem.Severity.REFUSED);
      return comparable(loaded.policies().policies().get(0));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The same without where it was read. */
  private static NetworkPolicy comparable(NetworkPolicy p) {
    ObjectOrigin nowhere = new ObjectOrigin("", 1);
    return new NetworkPolicy(
        p.cluster(),
        p.namespace(),
        p.name(),
        p.podSelector(),
        p.isolates(),
        p.ingress(),
        p.egress(),
        nowhere);
  }

  private static NetworkPolicy policy(
      String name, LabelSelector selector, List<PolicyRule> ingress, List<PolicyRule> egress) {
    return new NetworkPolicy(
        "",
        "shop",
        name,
        selector,
        EnumSet.allOf(Direction.class),
        ingress,
        egress,
        new ObjectOrigin("test", 1));
  }

  private static LabelSelector name(String namespace) {
    return LabelSelector.of(Map.of("kubernetes.io/metadata.name", namespace));
  }

  private static PolicyPeer.IpBlock block(String cidr, String... except) {
    return new PolicyPeer.IpBlock(
        Cidr.parse(cidr).orElseThrow(),
        java.util.Arrays.stream(except).map(e -> Cidr.parse(e).orElseThrow()).toList());
  }

  private static NetworkPolicy random(Random random) {
    List<PolicyRule> ingress = new ArrayList<>();
    List<PolicyRule> egress = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      ingress.add(rule(random));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      egress.add(rule(random));
    }
    return policy("p" + random.nextInt(100), selector(random), ingress, egress);
  }

  private static PolicyRule rule(Random random) {
    List<PolicyPeer> peers = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      peers.add(peer(random));
    }
    List<PolicyPort> ports = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      int from = 1 + random.nextInt(60000);
      Protocol protocol = Protocol.values()[random.nextInt(3)];
      ports.add(
          switch (random.nextInt(3)) {
            case 0 -> new PolicyPort.Any(protocol);
            case 1 -> new PolicyPort.Named(protocol, random.nextBoolean() ? "http" : "y");
            default -> new PolicyPort.Range(protocol, from, from + random.nextInt(50));
          });
    }
    return new PolicyRule(peers, ports);
  }

  private static PolicyPeer peer(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> block("198.51.100." + random.nextInt(256) + "/32");
      case 1 -> new PolicyPeer.Pods(Optional.empty(), Optional.of(selector(random)));
      case 2 -> new PolicyPeer.Pods(Optional.of(selector(random)), Optional.empty());
      default -> new PolicyPeer.Pods(Optional.of(selector(random)), Optional.of(selector(random)));
    };
  }

  private static LabelSelector selector(Random random) {
    List<LabelRequirement> requirements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Operator operator = Operator.values()[random.nextInt(4)];
      SortedSet<String> values = new TreeSet<>();
      for (int v = operator.hasValues() ? 1 + random.nextInt(2) : 0; v > 0; v--) {
        values.add(legal(random));
      }
      requirements.add(
          new LabelRequirement(KEYS.get(random.nextInt(KEYS.size())), operator, values));
    }
    return LabelSelector.of(requirements);
  }

  /** A value that the API server takes: letters and digits at both ends. */
  private static String legal(Random random) {
    String value = VALUES.get(random.nextInt(VALUES.size()));
    return value.matches("([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?")
        ? value
        : "x" + random.nextInt(9);
  }
}
