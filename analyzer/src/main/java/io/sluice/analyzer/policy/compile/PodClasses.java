package io.sluice.analyzer.policy.compile;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.evaluate.match.Surroundings;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/**
 * Pods in classes of equal {@link Traits}. Classes of a namespace are neighbours, and so are the
 * pods of a class, so that bitmaps of either are mostly runs.
 */
public final class PodClasses {
  private static final RoaringBitmap NO_BLOCKS = new RoaringBitmap();

  private final List<PodClass> classes = new ArrayList<>();
  private final List<Traits> traits;
  private final List<Pod> pods = new ArrayList<>();
  private final int[] classAt;
  private final Map<Integer, Integer> places = new HashMap<>();

  private PodClasses(Map<Traits, List<Pod>> byTraits, int size) {
    this.traits = new ArrayList<>(byTraits.keySet());
    this.traits.sort(
        Comparator.comparing(Traits::cluster)
            .thenComparing(Traits::hostNetwork)
            .thenComparing(Traits::place));
    this.classAt = new int[size];
    for (Traits of : traits) {
      add(of, byTraits.getOrDefault(of, List.of()));
    }
  }

  /**
   * Classes of these pods.
   *
   * @throws IllegalArgumentException where two pods have the same id
   */
  public static PodClasses of(
      List<Pod> pods, Surroundings surroundings, Vocabulary vocabulary, Filters filters) {
    Reader reader = new Reader(surroundings, vocabulary, filters);
    Map<Traits, List<Pod>> byTraits = new LinkedHashMap<>();
    for (Pod pod : pods) {
      byTraits.computeIfAbsent(reader.traits(pod), added -> new ArrayList<>()).add(pod);
    }
    return new PodClasses(byTraits, pods.size());
  }

  private void add(Traits of, List<Pod> members) {
    int from = pods.size();
    for (Pod pod : members) {
      classAt[pods.size()] = classes.size();
      if (places.put(pod.id(), pods.size()) != null) {
        throw new IllegalArgumentException(
            "pod ids must differ, but two have id " + pod.id() + "; one is " + pod.title());
      }
      pods.add(pod);
    }
    classes.add(new PodClass(classes.size(), from, pods.size(), of.hostNetwork()));
  }

  public List<PodClass> all() {
    return classes;
  }

  public int size() {
    return classes.size();
  }

  public PodClass get(int number) {
    return classes.get(number);
  }

  public Traits traits(int number) {
    return traits.get(number);
  }

  /** The pods, class by class. */
  public List<Pod> pods() {
    return pods;
  }

  /** Index of a pod in {@link #pods()}, by its id. */
  public int placeOf(Pod pod) {
    Integer place = places.get(pod.id());
    if (place == null) {
      throw new IllegalArgumentException(pod.title() + " is not among the pods");
    }
    return place;
  }

  /** The class of the pod at an index of {@link #pods()}. */
  public int classAt(int place) {
    return classAt[place];
  }

  /** The classes with such traits. */
  public RoaringBitmap where(Predicate<Traits> condition) {
    RoaringBitmap found = new RoaringBitmap();
    for (int i = 0; i < traits.size(); i++) {
      if (condition.test(traits.get(i))) {
        found.add(i);
      }
    }
    found.runOptimize();
    return found;
  }

  /** Reads the traits of pods. */
  private static final class Reader {
    private final Surroundings surroundings;
    private final Vocabulary vocabulary;
    private final Filters filters;
    private final Set<PolicyPort.Named> names;
    private final BlockTrie blocks;

    Reader(Surroundings surroundings, Vocabulary vocabulary, Filters filters) {
      this.surroundings = surroundings;
      this.vocabulary = vocabulary;
      this.filters = filters;
      this.names = vocabulary.names();
      this.blocks = new BlockTrie(vocabulary.blocks());
    }

    Traits traits(Pod pod) {
      boolean host = pod.hostNetwork();
      List<IpAddress> addresses =
          host && pod.addresses().isEmpty()
              ? surroundings
                  .findNode(pod.cluster(), pod.node())
                  .map(Node::addresses)
                  .orElse(List.of())
              : pod.addresses();
      return new Traits(
          pod.cluster(),
          host,
          !host && filters.windowsDiffer() && runsOnWindows(pod),
          host ? pod.node() : pod.namespace(),
          host ? Map.of() : labels(pod),
          Declaration.of(pod, names, filters.ports()),
          addresses.stream().anyMatch(a -> !a.v6()),
          addresses.stream().anyMatch(IpAddress::v6),
          areSeen(pod) ? blocksOf(addresses) : NO_BLOCKS);
    }

    private Map<String, String> labels(Pod pod) {
      Map<String, String> asked = new HashMap<>();
      pod.labels()
          .forEach(
              (key, value) -> {
                if (vocabulary.podLabels().contains(key)) {
                  asked.put(key, value);
                }
              });
      return asked;
    }

    /** Whether any ipBlock could match the pod's address. */
    private boolean areSeen(Pod pod) {
      return vocabulary.hasForeignersTo(pod.cluster()) || filters.blocksReach(pod.hostNetwork());
    }

    private boolean runsOnWindows(Pod pod) {
      return surroundings
          .findNode(pod.cluster(), pod.node())
          .filter(node -> node.os().equals("windows"))
          .isPresent();
    }

    private RoaringBitmap blocksOf(List<IpAddress> addresses) {
      if (addresses.size() == 1) {
        return blocks.holding(addresses.get(0));
      }
      RoaringBitmap all = new RoaringBitmap();
      addresses.forEach(address -> all.or(blocks.holding(address)));
      return all;
    }
  }
}
