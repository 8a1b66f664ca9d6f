package io.sluice.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each distinct {@link Observer} a small id, in order of first sight. One thread's. */
public final class ObserverDictionary {
  private final Map<Observer, Integer> ids = new HashMap<>();
  private final List<Observer> observers = new ArrayList<>();

  /** The id of an observer, new if it was never seen. */
  public int intern(Observer observer) {
    Integer known = ids.putIfAbsent(observer, observers.size());
    if (known != null) {
      return known;
    }
    observers.add(observer);
    return observers.size() - 1;
  }

  /** The observer of an id that this dictionary gave. */
  public Observer get(int id) {
    return observers.get(id);
  }

  public int size() {
    return observers.size();
  }
}
