package io.sluice.recommender.recommend;

/**
 * What an edge counts for, with the reason. Withheld and quarantined edges are still used records.
 */
public sealed interface Standing {
  /**
   * Evidence: rules are made from it.
   *
   * @param by the decision without which it would not be, in words; or ""
   */
  record Used(String by) implements Standing {
    public Used() {
      this("");
    }
  }

  /**
   * Forwarded, but no rule can be made from it; holds its workload's direction open.
   *
   * @param reason why
   */
  record Withheld(Reason reason) implements Standing {}

  /**
   * Not to be learnt: denied, or a scan. Holds nothing open.
   *
   * @param reason why
   */
  record Quarantined(Reason reason) implements Standing {}

  /**
   * Needs no rule: traffic that policies do not govern here (own node to pod, hostNetwork ends
   * among themselves, ICMP, system namespaces among themselves).
   *
   * @param reason why
   */
  record NotGoverned(Reason reason) implements Standing {}

  /**
   * Why an edge has its standing.
   *
   * @param word stable word for reports, such as {@code unmapped-address}
   * @param meaning one line for people
   * @param release the option that releases it, or "" where none does
   */
  record Reason(String word, String meaning, String release) {}
}
