package io.sluice.analyzer.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;

/**
 * YAML events with every alias replaced by the events of its anchor.
 *
 * <p>Anchors that refer to anchors can multiply a few lines into billions ("billion laughs"), so
 * the sum of replayed events is bounded; real manifests replay some dozens.
 */
final class YamlAliases implements Iterator<Event> {
  /** Most events that the aliases of one file may stand for. */
  static final int MAX_REPLAYED = 200_000;

  private static final class Recording {
    final String anchor;
    final List<Event> events = new ArrayList<>();
    int depth;

    Recording(String anchor) {
      this.anchor = anchor;
    }
  }

  private final Iterator<Event> source;
  private final Map<String, List<Event>> anchors = new HashMap<>();
  private final Deque<Recording> recordings = new ArrayDeque<>();
  private @Nullable Iterator<Event> replay;
  private int replayed;

  YamlAliases(Iterator<Event> source) {
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    return (replay != null && replay.hasNext()) || source.hasNext();
  }

  @Override
  public Event next() {
    if (replay != null && replay.hasNext()) {
      return record(replay.next());
    }
    if (!source.hasNext()) {
      throw new NoSuchElementException();
    }
    Event event = source.next();
    if (event.getEventId() == Event.ID.DocumentStart) {
      anchors.clear();
    }
    if (event instanceof AliasEvent alias) {
      replay = eventsOf(alias).iterator();
      return record(replay.next());
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      recordings.push(new Recording(node.getAnchor().get().getValue()));
    }
    return record(event);
  }

  private List<Event> eventsOf(AliasEvent alias) {
    int line = alias.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    String name = alias.getAlias().getValue();
    List<Event> events = anchors.get(name);
    if (events == null) {
      throw new BrokenFileException(
          line, "not valid YAML: *" + name + " refers to no anchor that is complete", false);
    }
    replayed += events.size();
    if (replayed > MAX_REPLAYED) {
      throw new BrokenFileException(
          line, "the aliases of this YAML stand for more than " + MAX_REPLAYED + " values", false);
    }
    return events;
  }

  /** Notes an event for every open anchor; an anchor is complete with its outermost end. */
  private Event record(Event event) {
    if (recordings.isEmpty()) {
      return event;
    }
    int change =
        switch (event.getEventId()) {
          case MappingStart, SequenceStart -> 1;
          case MappingEnd, SequenceEnd -> -1;
          default -> 0;
        };
    recordings.forEach(recording -> add(recording, event, change));
    recordings.removeIf(
        recording -> {
          boolean complete = recording.depth == 0;
          if (complete) {
            anchors.put(recording.anchor, List.copyOf(recording.events));
          }
          return complete;
        });
    return event;
  }

  private static void add(Recording recording, Event event, int change) {
    recording.events.add(event);
    recording.depth += change;
  }
}
