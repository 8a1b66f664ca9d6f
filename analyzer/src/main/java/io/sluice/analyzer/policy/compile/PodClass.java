package io.sluice.analyzer.policy.compile;

/**
 * Pods that no policy tells apart: of one namespace, with the same values of all labels that
 * selectors ask for, the same numbers for all port names in use, in the same ipBlocks, and filtered
 * by the same; or the hostNetwork pods of one node.
 *
 * @param number its index in {@link Reachability#podClasses()}
 * @param from index of its first pod in {@link Reachability#pods()}
 * @param to index after its last one
 * @param hostNetwork whether its pods share their node's network
 */
public record PodClass(int number, int from, int to, boolean hostNetwork) {
  /** How many pods it has. */
  public int size() {
    return to - from;
  }
}
