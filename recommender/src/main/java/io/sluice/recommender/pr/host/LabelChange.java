package io.sluice.recommender.pr.host;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What has to be done so that a pull request has the labels that it should.
 *
 * @param add labels that it lacks
 * @param remove labels of Sluice that it should not have any more, as the host spells them
 */
public record LabelChange(SortedSet<String> add, SortedSet<String> remove) {
  public LabelChange {
    add = Collections.unmodifiableSortedSet(new TreeSet<>(add));
    remove = Collections.unmodifiableSortedSet(new TreeSet<>(remove));
  }

  /** Where {@code Netpol} and {@code netpol} are one label. */
  public static LabelChange ignoringCase(
      Collection<String> there, Collection<String> wanted, String own) {
    return between(there, wanted, own, String.CASE_INSENSITIVE_ORDER);
  }

  /** Where they are two. */
  public static LabelChange exact(Collection<String> there, Collection<String> wanted, String own) {
    return between(there, wanted, own, Comparator.naturalOrder());
  }

  /**
   * Whether a label is Sluice's to take away: {@code netpol} itself and {@code netpol/…}, in any
   * case; {@code netpolicy-approved} is somebody else's.
   */
  public static boolean isOwn(String label, String own) {
    String lower = label.toLowerCase(Locale.ROOT);
    String root = own.toLowerCase(Locale.ROOT);
    return lower.equals(root) || lower.startsWith(root + "/");
  }

  public boolean isNothing() {
    return add.isEmpty() && remove.isEmpty();
  }

  private static LabelChange between(
      Collection<String> there, Collection<String> wanted, String own, Comparator<String> order) {
    TreeSet<String> had = new TreeSet<>(order);
    had.addAll(there);
    TreeSet<String> should = new TreeSet<>(order);
    should.addAll(wanted);
    TreeSet<String> add = new TreeSet<>(should);
    add.removeIf(had::contains);
    TreeSet<String> remove = new TreeSet<>();
    for (String label : there) {
      if (isOwn(label, own) && !should.contains(label)) {
        remove.add(label);
      }
    }
    return new LabelChange(add, remove);
  }
}
