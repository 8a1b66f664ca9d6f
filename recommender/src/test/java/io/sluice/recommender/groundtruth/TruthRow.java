package io.sluice.recommender.groundtruth;

import java.util.List;
import java.util.Locale;

/**
 * What a trial comes to, as a row of a table.
 *
 * @param confirmed stated edges that more than a configuration bears out
 * @param configured the others
 * @param recall share of them that every pair of their pods may use
 * @param pairs pairs of workloads and ports that nobody says are needed
 * @param ours how many of them the proposal leaves open
 * @param theirs how many the maintainers' policies do; all of them, where there are none
 * @param stranger ports that the proposal opens to a pod without labels in another namespace
 * @param theirStranger the same of the maintainers' policies
 */
record TruthRow(
    String application,
    boolean guarded,
    long confirmed,
    long configured,
    double recall,
    int pairs,
    int ours,
    int theirs,
    int stranger,
    int theirStranger) {
  static final List<String> HEAD =
      List.of(
          "| application | edges | recall | other pair-ports | open by ours | by theirs"
              + " | to a stranger by ours | by theirs |",
          "|---|---|---|---|---|---|---|---|");

  static TruthRow of(Trial trial) {
    Application application = trial.application();
    List<StatedEdge> edges = trial.calls();
    long confirmed = edges.stream().filter(StatedEdge::confirmed).count();
    return new TruthRow(
        application.name(),
        application.shipsPolicies(),
        confirmed,
        edges.size() - confirmed,
        trial.recall(),
        application.unneeded().size(),
        trial.open(trial.ours()).size(),
        trial.open(trial.theirs()).size(),
        trial.openToStranger(trial.ours()).size(),
        trial.openToStranger(trial.theirs()).size());
  }

  /** As Markdown. */
  String line() {
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %.2f | %,d | %s | %s | %d | %s |",
        application,
        edges(),
        recall,
        pairs,
        share(ours),
        guarded ? share(theirs) : "no policies",
        stranger,
        guarded ? String.valueOf(theirStranger) : "no policies");
  }

  private String edges() {
    if (configured == 0) {
      return String.valueOf(confirmed);
    }
    return confirmed == 0 ? configured + " configured" : confirmed + " + " + configured;
  }

  private String share(int open) {
    return String.format(Locale.ROOT, "%d (%.1f %%)", open, 100.0 * open / Math.max(1, pairs));
  }
}
