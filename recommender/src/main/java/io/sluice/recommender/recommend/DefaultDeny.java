package io.sluice.recommender.recommend;

import java.util.Locale;

/** How far proposals close what no evidence opens ({@code --default-deny}). */
public enum DefaultDeny {
  /** Nothing is newly isolated: proposals only open what policies that stay isolate already. */
  NONE,
  /** Workloads with evidence are isolated. */
  SELECTED,
  /** So is everything else of their namespaces, where nothing of them is left out unseen. */
  NAMESPACE;

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
