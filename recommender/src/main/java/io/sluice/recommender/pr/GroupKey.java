package io.sluice.recommender.pr;

import io.sluice.recommender.write.file.ContentDigest;
import java.util.Comparator;

/**
 * What a pull request is about, which is also what identifies it: there is at most one branch for
 * it.
 *
 * @param cluster the cluster's name, as people gave it
 * @param group a namespace, {@code namespace.workload}, or {@link #ALL}
 * @param kind whether it adds or takes away
 */
public record GroupKey(String cluster, String group, Kind kind) implements Comparable<GroupKey> {
  /** The group of everything; no namespace is called so. */
  public static final String ALL = "_all";

  private static final int MAX_PART = 100;
  private static final int HASH_CHARS = 8;

  private static final Comparator<GroupKey> ORDER =
      Comparator.comparing(GroupKey::cluster)
          .thenComparing(GroupKey::group)
          .thenComparing(GroupKey::kind);

  /** Additions and removals never share a pull request. */
  public enum Kind {
    /** New policies, more rules, the next stage. */
    ADD("netpol"),
    /** Rules and policies that nothing needs any more. */
    TIGHTEN("netpol-tighten");

    private final String root;

    Kind(String root) {
      this.root = root;
    }

    /** The beginning of the branches of this kind, for one cluster. */
    public String branches(String cluster) {
      return root + "/" + refPart(cluster) + "/";
    }
  }

  /** The branch, which never changes: {@code netpol/prod/shop}. */
  public String branch() {
    return kind.branches(cluster) + refPart(group);
  }

  /** A name for files about it, without its cluster: {@code shop}, {@code shop.netpol-tighten}. */
  public String file() {
    return refPart(group) + (kind == Kind.ADD ? "" : "." + kind.root);
  }

  /** {@code prod/shop}. */
  public String title() {
    return cluster + "/" + group;
  }

  /**
   * A name as a part of a branch's name: as it is where git allows it, else with a hash behind it,
   * so that two names never become one branch.
   */
  static String refPart(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("\\.{2,}", ".");
    safe = safe.replaceAll("^[.-]+", "").replaceAll("(\\.lock|\\.)+$", "");
    safe = safe.length() > MAX_PART ? safe.substring(0, MAX_PART) : safe;
    if (safe.equals(name) && !name.isEmpty()) {
      return name;
    }
    String hash = ContentDigest.of(name).sha256().substring(0, HASH_CHARS);
    return (safe.isEmpty() ? "x" : safe) + "-" + hash;
  }

  @Override
  public int compareTo(GroupKey other) {
    return ORDER.compare(this, other);
  }
}
