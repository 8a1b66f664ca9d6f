package io.sluice.analyzer.attribute;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.Observer;
import io.sluice.ingest.ObserverDictionary;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells which cluster a record belongs to, by number.
 *
 * <ol>
 *   <li>A cluster that was given and that the observer names, or else an end.
 *   <li>The cluster that the observer's node or interface is bound to.
 *   <li>The only cluster given, unless it has a name and the record names another.
 *   <li>The cluster whose inventory alone has the record's ends.
 * </ol>
 *
 * <p>{@code default}, the name that Cilium gives to every cluster unless told otherwise, counts as
 * no name unless a cluster of that name was given.
 *
 * <p>HOT PATH: three array accesses per record once observers and endpoints are known. One
 * thread's.
 */
final class ClusterChooser {
  /** The record names a cluster that was not given. */
  static final int OTHER = -1;

  /** Several clusters fit. */
  static final int AMBIGUOUS = -2;

  private static final int NO_NAME = ClusterNumbers.NO_NAME;
  private static final int OTHER_NAME = ClusterNumbers.OTHER_NAME;
  private static final int NOT_ASKED = -3;

  private final EndpointDictionary endpoints;
  private final ObserverDictionary observers;
  private final ClusterBindings bindings;
  private final ClusterFit fit;
  private final ClusterNumbers numbers;
  private final EndpointFacts facts;
  private int[] namedByObserver = unasked(16);
  private int[] boundObserver = unasked(16);

  ClusterChooser(
      Inventory inventory,
      EndpointDictionary endpoints,
      ObserverDictionary observers,
      ClusterBindings bindings,
      ClusterNumbers numbers,
      EndpointFacts facts) {
    this.endpoints = endpoints;
    this.observers = observers;
    this.bindings = bindings;
    this.fit = new ClusterFit(inventory);
    this.numbers = numbers;
    this.facts = facts;
  }

  private static int[] unasked(int length) {
    int[] numbers = new int[length];
    Arrays.fill(numbers, NOT_ASKED);
    return numbers;
  }

  /** A cluster's number, or {@link #OTHER} or {@link #AMBIGUOUS}. */
  int choose(Flow flow) {
    int observer = flow.observer == Flow.ABSENT ? NO_NAME : namedBy(flow.observer);
    int source = facts.cluster(flow.source);
    int destination = facts.cluster(flow.destination);
    if (observer >= 0 || source >= 0 || destination >= 0) {
      return observer >= 0 ? observer : source >= 0 ? source : destination;
    }
    boolean other = observer == OTHER_NAME || source == OTHER_NAME || destination == OTHER_NAME;
    int unnamed = numbers.known("");
    if (other && unnamed < 0) {
      return OTHER;
    }
    int bound = flow.observer == Flow.ABSENT ? NO_NAME : bound(flow.observer);
    if (bound >= 0) {
      return bound;
    }
    if (numbers.count() == 1 || !numbers.given()) {
      return numbers.given() ? 0 : unnamed;
    }
    return other ? unnamed : byFit(flow);
  }

  /**
   * The cluster of one end of a record: its own where it names one that was given, negative where
   * it names another, else the record's.
   */
  int ofEnd(int endpoint, int cluster) {
    int named = facts.cluster(endpoint);
    boolean foreign = named == OTHER_NAME && !numbers.name(cluster).isEmpty();
    return named >= 0 ? named : foreign ? OTHER : cluster;
  }

  private int byFit(Flow flow) {
    Optional<String> fitting =
        fit.clusterOf(
            endpoints.get(flow.source), endpoints.get(flow.destination), flow.epochMillis);
    return fitting.map(numbers::known).orElse(AMBIGUOUS);
  }

  private int namedBy(int observer) {
    if (observer >= namedByObserver.length) {
      namedByObserver = grown(namedByObserver, observer);
    }
    if (namedByObserver[observer] == NOT_ASKED) {
      namedByObserver[observer] = numbers.named(observers.get(observer).cluster());
    }
    return namedByObserver[observer];
  }

  private int bound(int observer) {
    if (observer >= boundObserver.length) {
      boundObserver = grown(boundObserver, observer);
    }
    if (boundObserver[observer] == NOT_ASKED) {
      Observer asked = observers.get(observer);
      boundObserver[observer] = bindings.clusterOf(asked).map(numbers::known).orElse(NO_NAME);
    }
    return boundObserver[observer];
  }

  private static int[] grown(int[] numbers, int index) {
    int[] grown = unasked(Math.max(index + 1, numbers.length * 2));
    System.arraycopy(numbers, 0, grown, 0, numbers.length);
    return grown;
  }
}
