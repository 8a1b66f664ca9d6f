package io.sluice.recommender.recommend;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.recommender.recommend.external.Externals;
import io.sluice.recommender.recommend.tightness.Tightness;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings file ({@code --config}), as far as it steers recommendations.
 *
 * @param externalGroups {@code externals.groups}: named ranges outside the cluster, sorted by name
 * @param maxExternalAddresses {@code externals.maxAddresses}: exact addresses per rule before
 *     blocks stand for them
 * @param excludedNamespaces {@code scope.exclude}: names or globs of further system namespaces
 * @param scanTargets {@code quarantine.scanTargets}: unanswered (workload, port) targets that make
 *     a source a scanner
 * @param externals what else is said of addresses outside
 * @param tightness {@code recommend.tightness}: how far rules are put together
 */
public record Settings(
    SortedMap<String, List<Cidr>> externalGroups,
    int maxExternalAddresses,
    List<String> excludedNamespaces,
    int scanTargets,
    Externals externals,
    Tightness tightness) {
  /** Targets without an answer from which on a source counts as a scanner. */
  public static final int DEFAULT_SCAN_TARGETS = 15;

  /** What holds without a settings file. */
  public static Settings defaults() {
    return new Settings(
        new TreeMap<>(), 32, List.of(), DEFAULT_SCAN_TARGETS, Externals.DEFAULTS, Tightness.EXACT);
  }

  /** The same with other groups. */
  public Settings withExternalGroups(SortedMap<String, List<Cidr>> groups) {
    return new Settings(
        groups, maxExternalAddresses, excludedNamespaces, scanTargets, externals, tightness);
  }

  /** The same with other words on addresses outside. */
  public Settings withExternals(Externals other) {
    return new Settings(
        externalGroups, maxExternalAddresses, excludedNamespaces, scanTargets, other, tightness);
  }

  /** The same with another number of addresses that a rule may list. */
  public Settings withMaxExternalAddresses(int most) {
    return new Settings(
        externalGroups, most, excludedNamespaces, scanTargets, externals, tightness);
  }

  /** The same with other namespaces that are no subjects. */
  public Settings withExcludedNamespaces(List<String> globs) {
    return new Settings(
        externalGroups, maxExternalAddresses, globs, scanTargets, externals, tightness);
  }

  /** The same with rules put together as far. */
  public Settings withTightness(Tightness other) {
    return new Settings(
        externalGroups, maxExternalAddresses, excludedNamespaces, scanTargets, externals, other);
  }
}
