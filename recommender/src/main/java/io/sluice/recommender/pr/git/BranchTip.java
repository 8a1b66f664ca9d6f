package io.sluice.recommender.pr.git;

import java.util.SortedMap;

/** What a branch of ours holds at the beginning of a run. */
public sealed interface BranchTip {
  /** Its name, without {@code refs/heads/}. */
  String branch();

  /** Its commit. */
  String head();

  /**
   * One commit of ours on the base, as we made it.
   *
   * @param parent the commit of the base that it was made on
   * @param trailers what it says of itself
   */
  record Ours(String branch, String head, String parent, SortedMap<String, String> trailers)
      implements BranchTip {
    /** What its policies say, or "". */
    public String ruleDigest() {
      return trailers.getOrDefault(Trailers.RULES, "");
    }
  }

  /**
   * Something that we did not make, or not so.
   *
   * @param reason how one can tell, for people
   */
  record Foreign(String branch, String head, String reason) implements BranchTip {}
}
