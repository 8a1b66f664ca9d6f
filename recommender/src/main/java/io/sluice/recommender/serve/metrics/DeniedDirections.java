package io.sluice.recommender.serve.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Tags;
import io.sluice.analyzer.policy.Direction;
import java.util.ArrayList;
import java.util.List;

/** In which directions, and in whose namespace, a finding's edge would be denied. */
final class DeniedDirections {
  private DeniedDirections() {}

  static List<Tags> of(JsonNode finding) {
    List<Tags> denied = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      JsonNode verdict = finding.path(direction.word());
      if (verdict.has("allows") && !verdict.path("allows").asBoolean()) {
        String end = direction == Direction.INGRESS ? "to" : "from";
        denied.add(
            Tags.of(
                "namespace",
                finding.path(end).path("namespace").asText(),
                "direction",
                direction.word()));
      }
    }
    return denied;
  }
}
