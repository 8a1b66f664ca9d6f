package io.sluice.recommender.pr.plan;

import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.write.Escape;
import io.sluice.recommender.write.Wording;
import java.util.ArrayList;
import java.util.List;

/** The title: it changes only when the rules do. */
final class Title {
  private final Draft draft;
  private final Effect effect;

  Title(Draft draft, Effect effect) {
    this.draft = draft;
    this.effect = effect;
  }

  String text() {
    String group = draft.key.group().equals(GroupKey.ALL) ? "all" : draft.key.group();
    return "netpol(" + Escape.comment(group) + "): " + String.join(", ", parts());
  }

  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    int opened = draft.changes.stream().mapToInt(ChangedPolicy::opened).sum();
    int closed = draft.changes.stream().mapToInt(ChangedPolicy::closed).sum();
    long removed = draft.changes.stream().filter(c -> c.after().isEmpty()).count();
    int isolated = effect.isolation().closed().size();
    if (opened > 0) {
      parts.add("allow " + Wording.count(opened, "path", "paths"));
    }
    if (isolated > 0) {
      parts.add("isolate " + Wording.count(isolated, "workload", "workloads"));
    }
    if (closed > 0) {
      parts.add("remove " + Wording.count(closed, "unused path", "unused paths"));
    }
    if (removed > 0) {
      parts.add("remove " + Wording.count(removed, "policy", "policies"));
    }
    if (parts.isEmpty()) {
      parts.add("change " + Wording.count(draft.changes.size(), "policy", "policies"));
    }
    return parts;
  }
}
