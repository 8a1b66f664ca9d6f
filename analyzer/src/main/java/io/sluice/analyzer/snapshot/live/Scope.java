package io.sluice.analyzer.snapshot.live;

import java.util.List;
import java.util.TreeSet;

/**
 * Which part of a cluster is read.
 *
 * @param namespaces only objects of these, sorted; empty for all. Objects outside of namespaces are
 *     read in any case
 */
public record Scope(List<String> namespaces) {
  /** The whole cluster. */
  public static final Scope WHOLE = new Scope(List.of());

  public Scope {
    namespaces = List.copyOf(new TreeSet<>(namespaces));
  }

  /** What to ask for of a kind: namespaces, or "" for everything at once. */
  List<String> parts(LiveKind kind) {
    return kind.namespaced() && !namespaces.isEmpty() ? namespaces : List.of("");
  }
}
