package io.sluice.recommender.serve.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.answer.ClusterFacts;
import io.sluice.recommender.answer.PolicyFacts;
import java.util.List;
import java.util.SortedSet;

/** Which recorded edges other policies would deny: {@code check} with policies that are sent. */
public final class WhatIf implements PolicyQuestion {
  /** What becomes of the policies in force. */
  public enum Mode {
    /** They give way, as with {@code check --policies}. */
    REPLACE,
    /** They stay, as with {@code check --add-policies}. */
    ADD
  }

  /** What messages call the policies that are sent. */
  private static final String SENT = "policies";

  private final Answerer answerer;

  public WhatIf(Answerer answerer) {
    this.answerer = answerer;
  }

  /**
   * The answer of {@code check -o json}.
   *
   * @param cluster the cluster that the policies are for, or "" where there is only one
   * @param policies JSON or YAML
   * @throws UnusableInputException where the policies cannot be read, or it is not clear for which
   *     cluster they are
   */
  @Override
  public ObjectNode ask(Answer answer, Mode mode, String cluster, String policies) {
    ClusterFacts facts = answer.asked().cluster();
    String placed = placed(cluster, facts.inventory().clusters());
    ClusterReader.Result read = ClusterReader.read(placed, SENT, policies);
    PolicyFacts given = PolicyFacts.of(read.objects(), read.warnings(), List.of(placed));
    ClusterFacts asked = mode == Mode.ADD ? facts.adding(given) : facts.replacing(given);
    return answerer.under(answer, asked).json();
  }

  private static String placed(String cluster, SortedSet<String> known) {
    if (known.contains(cluster) || known.isEmpty()) {
      return cluster;
    }
    if (cluster.isEmpty() && known.size() == 1) {
      return known.first();
    }
    throw new UnusableInputException(
        "say which cluster the policies are for with ?cluster=NAME, where NAME is one of "
            + String.join(", ", known));
  }
}
