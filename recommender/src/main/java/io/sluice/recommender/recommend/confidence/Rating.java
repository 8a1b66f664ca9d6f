package io.sluice.recommender.recommend.confidence;

import io.sluice.recommender.recommend.Confidence;
import java.util.List;

/**
 * How well an edge is known, and why a person should look at it first.
 *
 * @param confidence never high where there is a reason to look, and low on an ephemeral port
 * @param reviews the reasons, gravest first; usually none
 */
public record Rating(Confidence confidence, List<Review> reviews) {
  public Rating {
    reviews = reviews.stream().sorted().toList();
    if (reviews.stream().anyMatch(review -> review.kind() == Review.Kind.EPHEMERAL_PORT)) {
      confidence = Confidence.LOW;
    }
    if (!reviews.isEmpty() && confidence == Confidence.HIGH) {
      confidence = Confidence.MEDIUM;
    }
  }
}
