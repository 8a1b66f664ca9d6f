package io.sluice.recommender.serve.answer;

import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.recommender.audit.Fingerprint;
import io.sluice.recommender.recommend.JudgedEdge;

/** What stays the same of an edge from answer to answer. */
final class EdgeName {
  private EdgeName() {}

  static String of(JudgedEdge judged) {
    EdgeKey key = judged.edge().key();
    return Fingerprint.of(
        key.cluster(),
        key.client().toString(),
        key.server().toString(),
        Integer.toString(key.protocol()),
        Integer.toString(key.port()),
        key.denied() ? "stopped" : "forwarded",
        judged.ambiguous() ? "either way" : "this way");
  }
}
