package io.sluice.recommender.pr.git;

/** The keys of the trailers under a commit of ours. */
public final class Trailers {
  /** Which pull request it is of: {@code prod/shop}. */
  public static final String KEY = "Sluice-Key";

  /** First and last moment of the evidence. */
  public static final String WINDOW = "Evidence-Window";

  /** Digest of what was seen. */
  public static final String EVIDENCE = "Evidence-Digest";

  /** Digest of what the policies say: while it is the same, nothing is pushed. */
  public static final String RULES = "Rule-Digest";

  /** Digest of the parent and of every changed file: shows whether the commit is as we made it. */
  public static final String CONTENT = "Content-Digest";

  /** Which Sluice made it. */
  public static final String BY = "Generated-By";

  private Trailers() {}
}
