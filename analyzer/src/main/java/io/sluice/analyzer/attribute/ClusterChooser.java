package io.sluice.analyzer.attribute;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.Observer;
import io.sluice.ingest.ObserverDictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  private static final String UNNAMED = "default";
  private static final int NO_NAME = -2;
  private static final int OTHER_NAME = -1;
  private static final int NOT_ASKED = -3;

  private final EndpointDictionary endpoints;
  private final ObserverDictionary observers;
  private final ClusterBindings bindings;
  private final ClusterFit fit;
  private final List<String> names;
  private final boolean given;
  private int[] namedByEndpoint = unasked(64);
  private int[] namedByObserver = unasked(16);
  private int[] boundObserver = unasked(16);

  ClusterChooser(
      Inventory inventory,
      EndpointDictionary endpoints,
      ObserverDictionary observers,
      ClusterBindings bindings) {
    this.endpoints = endpoints;
    this.observers = observers;
    this.bindings = bindings;
    this.fit = new ClusterFit(inventory);
    this.given = !inventory.isEmpty();
    this.names = new ArrayList<>(given ? inventory.clusters() : List.of(""));
  }

  private static int[] unasked(int length) {
    int[] numbers = new int[length];
    Arrays.fill(numbers, NOT_ASKED);
    return numbers;
  }

  /** The name of a cluster that {@link #choose} gave, or "" for a negative number. */
  String name(int cluster) {
    return cluster < 0 ? "" : names.get(cluster);
  }

  /** A cluster's number, or {@link #OTHER} or {@link #AMBIGUOUS}. */
  int choose(Flow flow) {
    int observer = flow.observer == Flow.ABSENT ? NO_NAME : namedBy(flow.observer);
    int source = named(flow.source);
    int destination = named(flow.destination);
    if (observer >= 0 || source >= 0 || destination >= 0) {
      return observer >= 0 ? observer : source >= 0 ? source : destination;
    }
    boolean other = observer == OTHER_NAME || source == OTHER_NAME || destination == OTHER_NAME;
    int unnamed = names.indexOf("");
    if (other && unnamed < 0) {
      return OTHER;
    }
    int bound = flow.observer == Flow.ABSENT ? NO_NAME : bound(flow.observer);
    if (bound >= 0) {
      return bound;
    }
    if (names.size() == 1 || !given) {
      return given ? 0 : unnamed;
    }
    return other ? unnamed : byFit(flow);
  }

  /**
   * The cluster of one end of a record: its own where it names one that was given, negative where
   * it names another, else the record's.
   */
  int ofEnd(int endpoint, int cluster) {
    int named = named(endpoint);
    boolean foreign = named == OTHER_NAME && !names.get(cluster).isEmpty();
    return named >= 0 ? named : foreign ? OTHER : cluster;
  }

  private int byFit(Flow flow) {
    Optional<String> fitting =
        fit.clusterOf(
            endpoints.get(flow.source), endpoints.get(flow.destination), flow.epochMillis);
    return fitting.map(names::indexOf).orElse(AMBIGUOUS);
  }

  private int named(int endpoint) {
    if (endpoint >= namedByEndpoint.length) {
      namedByEndpoint = grown(namedByEndpoint, endpoint);
    }
    if (namedByEndpoint[endpoint] == NOT_ASKED) {
      Endpoint asked = endpoints.get(endpoint);
      namedByEndpoint[endpoint] = number(asked.cluster());
    }
    return namedByEndpoint[endpoint];
  }

  private int namedBy(int observer) {
    if (observer >= namedByObserver.length) {
      namedByObserver = grown(namedByObserver, observer);
    }
    if (namedByObserver[observer] == NOT_ASKED) {
      namedByObserver[observer] = number(observers.get(observer).cluster());
    }
    return namedByObserver[observer];
  }

  private int bound(int observer) {
    if (observer >= boundObserver.length) {
      boundObserver = grown(boundObserver, observer);
    }
    if (boundObserver[observer] == NOT_ASKED) {
      Observer asked = observers.get(observer);
      boundObserver[observer] = bindings.clusterOf(asked).map(names::indexOf).orElse(NO_NAME);
    }
    return boundObserver[observer];
  }

  private static int[] grown(int[] numbers, int index) {
    int[] grown = unasked(Math.max(index + 1, numbers.length * 2));
    System.arraycopy(numbers, 0, grown, 0, numbers.length);
    return grown;
  }

  /** Without an inventory, every name that a log has is a cluster. */
  private int number(String name) {
    if (name.isEmpty() || (name.equals(UNNAMED) && !names.contains(UNNAMED))) {
      return NO_NAME;
    }
    int known = names.indexOf(name);
    if (known < 0 && !given) {
      names.add(name);
      return names.size() - 1;
    }
    return known < 0 ? OTHER_NAME : known;
  }
}
