package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.recommend.confidence.Maturity;
import io.sluice.recommender.recommend.confidence.Replicas;
import io.sluice.recommender.recommend.confidence.Sighting;
import io.sluice.recommender.recommend.confidence.Unseen;
import io.sluice.recommender.write.JsonText;

/** The counted facts of edges and workloads as JSON. */
final class ConfidenceJson {
  private ConfidenceJson() {}

  static ObjectNode learning(Maturity maturity) {
    ObjectNode json = JsonText.object();
    json.put("state", maturity.state().word()).put("because", maturity.because());
    json.put("edges", maturity.edges());
    json.put("hoursSeen", maturity.hoursSeen()).put("windowHours", maturity.windowHours());
    Unseen unseen = maturity.unseen();
    ObjectNode next = json.putObject("nextIsNew");
    next.put("edgeHours", unseen.edgeHours()).put("onceSeen", unseen.once());
    if (unseen.told() && unseen.once() == 0) {
      next.put("below", rounded(unseen.bound()));
    } else if (unseen.told()) {
      next.put("share", rounded(unseen.share()));
    }
    next.put("basis", unseen.sentence());
    return json;
  }

  private static double rounded(double share) {
    return Math.round(share * 1e4) / 1e4;
  }

  static ObjectNode sighting(Sighting sighting) {
    ObjectNode json = JsonText.object();
    json.put("hours", sighting.hours()).put("days", sighting.days());
    json.put("reportedBy", sighting.reportedBy());
    sighting.clients().ifPresent(pods -> json.set("clientPods", replicas(pods)));
    sighting.servers().ifPresent(pods -> json.set("serverPods", replicas(pods)));
    return json.put("quietHours", sighting.quietHours());
  }

  private static ObjectNode replicas(Replicas pods) {
    return JsonText.object()
        .put("seen", pods.seen())
        .put("seenAlive", pods.seenAlive())
        .put("alive", pods.alive());
  }
}
