package io.sluice.analyzer.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Each compiled form says what walking through the list says; replay a failure with its seed. */
final class CompiledAgainstNaiveListsTest {
  private static final long SEED = Long.getLong("seed", 20261101L);

  @Test
  void thePrefixTrieFindsTheBlocksThatHoldAnAddressOutsideTheirExceptions() {
    int found = 0;
    for (int i = 0; i < 500; i++) {
      RandomModel random = new RandomModel(new Random(SEED + i));
      List<PolicyPeer.IpBlock> blocks = random.listOf(12, random::block);
      BlockTrie trie = new BlockTrie(blocks);
      for (int j = 0; j < 40; j++) {
        IpAddress address = j % 2 == 0 ? random.v4() : random.v6();
        RoaringBitmap expected = new RoaringBitmap();
        for (int k = 0; k < blocks.size(); k++) {
          PolicyPeer.IpBlock block = blocks.get(k);
          if (block.cidr().contains(address)
              && block.except().stream().noneMatch(except -> except.contains(address))) {
            expected.add(k);
          }
        }

        assertThat(trie.holding(address)).as("seed %s: %s", SEED + i, address).isEqualTo(expected);
        found += expected.getCardinality();
      }
    }
    assertThat(found).isGreaterThan(5_000);
  }

  @Test
  void theLabelIndexFindsTheClassesWhoseLabelsASelectorMatches() {
    for (int i = 0; i < 300; i++) {
      RandomModel random = new RandomModel(new Random(SEED + i));
      SelectorIndex index = new SelectorIndex();
      List<Map<String, String>> labels = new ArrayList<>();
      for (int j = 0; j < 10; j++) {
        labels.add(random.labels());
        index.add(j, labels.get(j));
      }
      for (int j = 0; j < 20; j++) {
        LabelSelector selector = random.selector();
        RoaringBitmap expected = new RoaringBitmap();
        for (int k = 0; k < labels.size(); k++) {
          if (selector.matches(labels.get(k))) {
            expected.add(k);
          }
        }

        assertThat(index.matching(selector))
            .as("seed %s: %s of %s", SEED + i, selector, labels)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void everyPortIsInTheClassOfThePortsThatLieInTheSameEntries() {
    for (int i = 0; i < 12; i++) {
      Ports ports = new Ports(SEED + i);
      for (Protocol protocol : Protocol.values()) {
        Map<Set<Object>, Integer> classOfEntries = new HashMap<>();
        for (int port = 0; port <= 65535; port++) {
          int number = ports.classes.numberOf(protocol, port);
          Integer same = classOfEntries.putIfAbsent(ports.entriesOf(protocol, port), number);

          if (same != null && same != number) {
            throw new AssertionError("seed " + (SEED + i) + ": " + protocol + " " + port);
          }
        }
        assertThat(classOfEntries.values()).as("seed %s", SEED + i).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void theRangesOfAllClassesAreEveryPortOnce() {
    for (int i = 0; i < 100; i++) {
      Ports ports = new Ports(SEED + i);
      Map<Protocol, Integer> count = new TreeMap<>();
      for (PortClass portClass : ports.classes.all()) {
        for (PortRange range : portClass.ranges()) {
          count.merge(portClass.protocol(), range.to() - range.from() + 1, Integer::sum);
          for (int port : new int[] {range.from(), range.to()}) {
            assertThat(ports.classes.numberOf(portClass.protocol(), port))
                .isEqualTo(portClass.number());
          }
        }
      }
      assertThat(count.values()).as("seed %s", SEED + i).containsExactly(65536, 65536, 65536);
    }
  }

  @Test
  void aRuleNamesTheClassesOfThePortsThatItsNumbersHold() {
    for (int i = 0; i < 200; i++) {
      Ports ports = new Ports(SEED + i);
      List<PolicyPort> rule = ports.entries.subList(0, Math.min(3, ports.entries.size()));
      RoaringBitmap fixed = ports.classes.setOf(rule).fixed();
      for (PortClass portClass : ports.classes.all()) {
        int port = portClass.ranges().get(0).from();
        boolean expected =
            rule.isEmpty() || rule.stream().anyMatch(e -> holds(e, portClass.protocol(), port));

        assertThat(fixed.contains(portClass.number()))
            .as("seed %s: %s in %s", SEED + i, portClass, rule)
            .isEqualTo(expected);
      }
    }
  }

  private static boolean holds(PolicyPort entry, Protocol protocol, int port) {
    if (entry.protocol() != protocol || entry instanceof PolicyPort.Named) {
      return false;
    }
    return !(entry instanceof PolicyPort.Range range)
        || (range.from() <= port && port <= range.to());
  }

  /** Port entries and declarations by chance. */
  private static final class Ports {
    final List<PolicyPort> entries;
    final Set<Declaration> declarations;
    final PortClasses classes;

    Ports(long seed) {
      RandomModel random = new RandomModel(new Random(seed));
      entries = random.listOf(9, random::port);
      declarations =
          new LinkedHashSet<>(
              random.listOf(
                  4,
                  () ->
                      new Declaration(
                          new PolicyPort.Named(random.protocol(), random.portName()),
                          random.number())));
      classes = new PortClasses(new LinkedHashSet<>(entries), declarations);
    }

    Set<Object> entriesOf(Protocol protocol, int port) {
      Set<Object> found = new LinkedHashSet<>();
      entries.stream().filter(e -> holds(e, protocol, port)).forEach(found::add);
      declarations.stream()
          .filter(d -> d.port().protocol() == protocol && d.number() == port)
          .forEach(found::add);
      return found;
    }
  }
}
