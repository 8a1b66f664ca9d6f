package io.sluice.recommender.pr;

import io.sluice.analyzer.policy.Direction;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How far a namespace is closed; a pull request moves one stage. */
public enum Stage {
  /** Nothing is proposed yet. */
  OBSERVE,
  /** Workloads with evidence are isolated for ingress. */
  INGRESS,
  /** For egress too. */
  BOTH,
  /** And everything else of the namespace. */
  DEFAULT_DENY;

  /** The word in settings and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The stage of a word. */
  public static Optional<Stage> ofWord(String word) {
    for (Stage stage : values()) {
      if (stage.word().equals(word)) {
        return Optional.of(stage);
      }
    }
    return Optional.empty();
  }

  /** One further, the last one where there is none. */
  public Stage next() {
    return values()[Math.min(ordinal() + 1, values().length - 1)];
  }

  /** The directions that it closes. */
  public Set<Direction> directions() {
    return switch (this) {
      case OBSERVE -> Set.of();
      case INGRESS -> Set.of(Direction.INGRESS);
      case BOTH, DEFAULT_DENY -> Set.of(Direction.values());
    };
  }

  @Override
  public String toString() {
    return word();
  }
}
