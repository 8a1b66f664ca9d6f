package io.sluice.recommender.pr.body;

import io.sluice.analyzer.policy.LabelSelector;
import java.util.List;

/**
 * What a pull request's text says, before it is text. Names are as they were read: whoever writes
 * them escapes them.
 *
 * @param denied recorded flows that would be denied and pass today, gravest first
 * @param checked in one sentence what was asked and what could not be
 * @param stages a line for each namespace that says where it stands
 * @param workloads the policies that change
 * @param remarks what else changes or does not, such as files that were edited and are kept
 * @param declined files that were edited, and what would have changed in them
 * @param evidence what the rules rest on
 * @param window the evidence in a few words
 * @param unseen what this run could not see
 * @param waysOut how to open each workload at once
 * @param path the folder of the policies, from the top of the repository
 * @param tightens whether it takes away instead of adding
 */
public record Facts(
    List<Denial> denied,
    String checked,
    List<String> stages,
    List<Line> workloads,
    List<String> remarks,
    List<Declined> declined,
    List<Support> evidence,
    String window,
    List<String> unseen,
    List<WayOut> waysOut,
    String path,
    boolean tightens) {

  /** A recorded flow that would be denied. */
  public record Denial(
      String confidence,
      String from,
      String to,
      String port,
      String connections,
      String lastSeen,
      String because) {}

  /**
   * A policy that changes.
   *
   * @param word new, changed or removed
   * @param ingress what becomes of the direction
   * @param egress what becomes of the direction
   * @param directions for which pods of it become isolated, in words
   * @param isolated the names of those pods, sorted
   * @param learning how far learning is
   */
  public record Line(
      String workload,
      String word,
      String ingress,
      String egress,
      String directions,
      List<String> isolated,
      String learning) {}

  /**
   * An edited file.
   *
   * @param diff the difference to what would stand in it
   */
  public record Declined(String path, String diff) {}

  /** What a rule rests on. */
  public record Support(
      String workload,
      String direction,
      String peer,
      String port,
      String connections,
      String hours,
      String confidence,
      String lastSeen) {}

  /** How a workload is opened at once. */
  public record WayOut(String namespace, String policy, LabelSelector pods) {}
}
