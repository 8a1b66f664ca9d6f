package io.sluice.recommender.cli.command;

import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.policy.PolicyFile;
import io.sluice.recommender.write.policy.PolicyFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where policies are written, and what happens to those of earlier runs. */
final class OutDirOptions {
  private static final int SHOWN_STALE = 5;

  @Option(
      names = "--out-dir",
      paramLabel = "DIR",
      description = "Write one file per policy and kustomization files into this folder.")
  Optional<Path> outDir = Optional.empty();

  @Option(
      names = "--prune",
      description = "Remove generated files in --out-dir that this run does not propose again.")
  boolean prune;

  /** Refuses what makes no sense together. */
  void check() {
    if (prune && outDir.isEmpty()) {
      throw new UsageException("--prune needs --out-dir: there is nothing to remove without it");
    }
  }

  /** Writes the policies, if that was asked for; says what became of the folder. */
  Optional<PolicyFolder.Changes> write(
      Recommendation recommendation, Session session, Console console) {
    return outDir.map(folder -> write(folder, recommendation, session, console));
  }

  private PolicyFolder.Changes write(
      Path folder, Recommendation recommendation, Session session, Console console) {
    List<PolicyFile> files = PolicyFile.of(recommendation);
    PolicyFolder.Changes changes =
        PolicyFolder.write(folder, files, removes(recommendation, console), session.scratch());
    changes.warnings().forEach(console::warn);
    changes.removed().forEach(path -> console.say("Removed " + path + ": nothing wants it now"));
    stale(folder, changes.stale()).ifPresent(console::warn);
    console.say(
        "Wrote "
            + Wording.count(changes.written().size(), "file", "files")
            + " into "
            + folder
            + " · "
            + Wording.count(changes.unchanged().size())
            + " unchanged · "
            + Wording.count(changes.kept().size())
            + " edited and kept");
    return changes;
  }

  /** Logs of which nothing is evidence say nothing of what is not needed any more. */
  private boolean removes(Recommendation recommendation, Console console) {
    boolean evidence =
        recommendation.edges().stream().anyMatch(e -> e.standing() instanceof Standing.Used);
    if (prune && !evidence) {
      console.warn(
          "--prune removes nothing, because no edge is evidence: are these the right logs?");
    }
    return prune && evidence;
  }

  private static Optional<String> stale(Path folder, SortedSet<String> stale) {
    return stale.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Wording.count(stale.size(), "policy", "policies")
                + " in "
                + folder
                + " from an earlier run "
                + (stale.size() == 1 ? "is" : "are")
                + " not proposed again and stay"
                + (stale.size() == 1 ? "s" : "")
                + ": "
                + stale.stream().limit(SHOWN_STALE).collect(Collectors.joining(", "))
                + (stale.size() > SHOWN_STALE ? ", …" : "")
                + " (--prune removes what nothing proposes)");
  }
}
