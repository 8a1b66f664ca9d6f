package io.sluice.recommender.serve.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which recorded edges other policies would deny; {@link WhatIf} answers it. */
public interface PolicyQuestion {
  /**
   * The answer of {@code check -o json}.
   *
   * @param cluster the cluster that the policies are for, or "" where there is only one
   * @param policies JSON or YAML
   */
  ObjectNode ask(Answer answer, WhatIf.Mode mode, String cluster, String policies);
}
