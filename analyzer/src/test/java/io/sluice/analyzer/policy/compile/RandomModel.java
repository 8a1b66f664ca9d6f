package io.sluice.analyzer.policy.compile;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelRequirement.Operator;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Parts of policies by chance, from so few values that most of them meet. */
public final class RandomModel {
  private static final String[] KEYS = {"app", "tier"};
  private static final String[] VALUES = {"x", "y", ""};
  private static final String[] PORT_NAMES = {"http", "dns"};
  private static final int[] PORTS = {1, 53, 80, 81, 8080, 65535};

  private final Random random;

  public RandomModel(Random random) {
    this.random = random;
  }

  public PolicyRule rule() {
    return new PolicyRule(listOf(3, this::peer), listOf(3, this::port));
  }

  PolicyPeer peer() {
    return switch (random.nextInt(5)) {
      case 0 -> new PolicyPeer.Pods(Optional.empty(), Optional.of(selector()));
      case 1 -> new PolicyPeer.Pods(Optional.of(selector()), Optional.empty());
      case 2 -> new PolicyPeer.Pods(Optional.of(selector()), Optional.of(selector()));
      default -> block();
    };
  }

  PolicyPeer.IpBlock block() {
    return new PolicyPeer.IpBlock(cidr(), listOf(3, this::cidr));
  }

  PolicyPort port() {
    return switch (random.nextInt(5)) {
      case 0 -> new PolicyPort.Any(protocol());
      case 1, 2 -> new PolicyPort.Named(protocol(), portName());
      case 3 -> PolicyPort.Range.of(protocol(), number());
      default -> {
        int one = number();
        int other = number();
        yield new PolicyPort.Range(protocol(), Math.min(one, other), Math.max(one, other));
      }
    };
  }

  public Protocol protocol() {
    return pick(Protocol.values());
  }

  public String portName() {
    return pick(PORT_NAMES);
  }

  public int number() {
    return PORTS[random.nextInt(PORTS.length)];
  }

  public LabelSelector selector() {
    return LabelSelector.of(listOf(3, this::requirement));
  }

  private LabelRequirement requirement() {
    Operator operator = pick(Operator.values());
    TreeSet<String> values = new TreeSet<>();
    if (operator.hasValues()) {
      values.add(pick(VALUES));
      values.add(pick(VALUES));
    }
    return new LabelRequirement(pick(KEYS), operator, values);
  }

  public SortedMap<String, String> labels() {
    SortedMap<String, String> labels = new TreeMap<>();
    for (String key : KEYS) {
      if (random.nextInt(3) > 0) {
        labels.put(key, pick(VALUES));
      }
    }
    return labels;
  }

  private Cidr cidr() {
    return random.nextBoolean()
        ? new Cidr(v4(), random.nextInt(5) == 0 ? 0 : 27 + random.nextInt(6))
        : new Cidr(v6(), random.nextInt(5) == 0 ? 0 : 58 + random.nextInt(71));
  }

  /** Of 16 addresses. */
  public IpAddress v4() {
    return IpAddress.ofV4(0xC6336400 + random.nextInt(16));
  }

  /** Of 64 addresses that differ above and below bit 64. */
  public IpAddress v6() {
    return IpAddress.ofV6(0x2001_0DB8_0000_0000L + random.nextInt(8), random.nextInt(8));
  }

  /** None, one or two of one family, or one of each. */
  public List<IpAddress> addresses() {
    return switch (random.nextInt(8)) {
      case 0 -> List.of();
      case 1, 2 -> List.of(v4());
      case 3 -> List.of(v6());
      case 4 -> List.of(v4(), v4());
      default -> List.of(v4(), v6());
    };
  }

  /** Fewer than {@code below} elements. */
  public <T> List<T> listOf(int below, Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(below); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }

  public <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
