package io.sluice.recommender.pr;

/**
 * What became of a planned pull request.
 *
 * @param key what it is about
 * @param kind what was done
 * @param detail the commit, or why nothing was done
 */
public record Outcome(GroupKey key, Kind kind, String detail) implements Comparable<Outcome> {
  /** What was done. */
  public enum Kind {
    /** There is nothing to propose, and no branch. */
    NOTHING("nothing to propose"),
    OPENED("opened"),
    UPDATED("updated"),
    /** The branch holds it already. */
    UNCHANGED("unchanged"),
    /** All of it is in the base now; the branch was removed. */
    CLOSED("closed"),
    /** Somebody else's commit is on the branch: it is theirs now. */
    STOPPED("stopped"),
    /** Somebody closed it, and it still says the same. */
    DECLINED("declined"),
    /** There are as many as may be open. */
    WAITING("waiting"),
    /** Somebody moved the branch during the run. */
    MOVED("moved"),
    /** The server does not take it. */
    REFUSED("refused");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  @Override
  public int compareTo(Outcome other) {
    return key.compareTo(other.key);
  }
}
