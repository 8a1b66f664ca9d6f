package io.sluice.recommender.audit.world;

import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.policy.evaluate.Subject;
import java.util.List;

/** Who a text such as {@code shop/cart} or {@code 10.0.0.7} stands for in a world. */
public sealed interface NamedEnd {
  /**
   * Pods, a node or an address.
   *
   * @param subjects at least one, pods in the order of their ids
   * @param note who it is where the text does not say it, such as {@code 10.0.0.7 is shop/cart-1},
   *     or ""
   */
  record Subjects(List<Subject> subjects, String note) implements NamedEnd {
    /** Refuses an end that is nobody. */
    public Subjects {
      subjects = List.copyOf(subjects);
      if (subjects.isEmpty()) {
        throw new IllegalArgumentException("an end is somebody");
      }
    }
  }

  /**
   * A Service: its ports lead to pods, each on a port of its own.
   *
   * @param doorway the Service, and how it is dialled
   */
  record OfService(Doorway doorway) implements NamedEnd {
    /** The Service. */
    public Service service() {
      return doorway.service();
    }
  }

  /**
   * Nobody.
   *
   * @param reason what is wrong with the text, for people
   * @param near names that may have been meant, nearest first
   */
  record Unknown(String reason, List<String> near) implements NamedEnd {
    public Unknown {
      near = List.copyOf(near);
    }
  }
}
