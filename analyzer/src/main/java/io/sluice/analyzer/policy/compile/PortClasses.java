package io.sluice.analyzer.policy.compile;

import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * All ports as classes: the numbers in policies, and those that port names stand for, cut 0 to
 * 65535 into sorted ranges; ranges that lie in the same port entries are one class.
 */
public final class PortClasses {
  private static final int PORTS = 65_536;

  /** The ranges of one protocol: the first port of each, and the class of each. */
  private static final class Ranges {
    final int[] starts;
    final int[] classes;

    Ranges(int[] starts, int[] classes) {
      this.starts = starts;
      this.classes = classes;
    }

    int at(int port) {
      int found = Arrays.binarySearch(starts, port);
      return found >= 0 ? found : -found - 2;
    }
  }

  private final Map<Protocol, Ranges> ranges = new EnumMap<>(Protocol.class);
  private final List<PortClass> classes = new ArrayList<>();
  private final Map<List<PolicyPort>, PortSet> sets = new HashMap<>();

  /**
   * Cuts the ports.
   *
   * @param ports all entries of the policies
   * @param declarations all that the names among them stand for on some pod
   */
  public PortClasses(Collection<PolicyPort> ports, Collection<Declaration> declarations) {
    for (Protocol protocol : Protocol.values()) {
      NavigableMap<Integer, List<Integer>> toggles = new TreeMap<>();
      toggles.put(0, new ArrayList<>());
      int entries = 0;
      for (PolicyPort port : ports) {
        if (port instanceof PolicyPort.Range range && range.protocol() == protocol) {
          toggle(toggles, range.from(), range.to(), entries++);
        }
      }
      for (Declaration declaration : declarations) {
        if (declaration.port().protocol() == protocol) {
          toggle(toggles, declaration.number(), declaration.number(), entries++);
        }
      }
      ranges.put(protocol, cut(protocol, toggles));
    }
  }

  private static void toggle(Map<Integer, List<Integer>> toggles, int from, int to, int entry) {
    toggles.computeIfAbsent(from, port -> new ArrayList<>()).add(entry);
    if (to + 1 < PORTS) {
      toggles.computeIfAbsent(to + 1, port -> new ArrayList<>()).add(entry);
    }
  }

  /** Walks over the cuts and gives ranges inside the same entries the same class. */
  private Ranges cut(Protocol protocol, NavigableMap<Integer, List<Integer>> toggles) {
    Map<RoaringBitmap, List<PortRange>> byEntries = new LinkedHashMap<>();
    RoaringBitmap inside = new RoaringBitmap();
    for (Map.Entry<Integer, List<Integer>> cut : toggles.entrySet()) {
      cut.getValue().forEach(entry -> inside.flip((long) entry, entry + 1L));
      Integer next = toggles.higherKey(cut.getKey());
      List<PortRange> sameEntries =
          byEntries.computeIfAbsent(inside.clone(), entries -> new ArrayList<>());
      sameEntries.add(new PortRange(cut.getKey(), next == null ? PORTS - 1 : next - 1));
    }
    int[] starts = toggles.keySet().stream().mapToInt(Integer::intValue).toArray();
    int[] numbers = new int[starts.length];
    for (List<PortRange> same : byEntries.values()) {
      PortClass added = new PortClass(classes.size(), protocol, same);
      classes.add(added);
      for (PortRange range : same) {
        numbers[Arrays.binarySearch(starts, range.from())] = added.number();
      }
    }
    return new Ranges(starts, numbers);
  }

  public List<PortClass> all() {
    return classes;
  }

  public int size() {
    return classes.size();
  }

  /** Number of the class of a port. */
  public int numberOf(Protocol protocol, int port) {
    Ranges of = rangesOf(protocol);
    return of.classes[of.at(port)];
  }

  /** The classes that a rule's port entries name; no entries name all. */
  public PortSet setOf(List<PolicyPort> ports) {
    return sets.computeIfAbsent(ports, this::resolve);
  }

  private PortSet resolve(List<PolicyPort> ports) {
    RoaringBitmap fixed = new RoaringBitmap();
    List<PolicyPort.Named> names = new ArrayList<>();
    for (PolicyPort port : ports) {
      if (port instanceof PolicyPort.Named named) {
        names.add(named);
      } else if (port instanceof PolicyPort.Range range) {
        addRanges(fixed, range.protocol(), range.from(), range.to());
      } else {
        addRanges(fixed, port.protocol(), 0, PORTS - 1);
      }
    }
    if (ports.isEmpty()) {
      fixed.add(0L, (long) classes.size());
    }
    return new PortSet(fixed, List.copyOf(names));
  }

  private void addRanges(RoaringBitmap fixed, Protocol protocol, int from, int to) {
    Ranges of = rangesOf(protocol);
    for (int i = of.at(from); i < of.starts.length && of.starts[i] <= to; i++) {
      fixed.add(of.classes[i]);
    }
  }

  private Ranges rangesOf(Protocol protocol) {
    Ranges of = ranges.get(protocol);
    if (of == null) {
      throw new IllegalStateException(protocol + " has no ranges");
    }
    return of;
  }

  /**
   * The ports of a rule.
   *
   * @param fixed port classes that it names by number, or by naming no number
   * @param names names, which stand for other numbers on other destinations
   */
  public record PortSet(RoaringBitmap fixed, List<PolicyPort.Named> names) {}
}
