package io.sluice.recommender.pr.publish;

import io.sluice.recommender.pr.FileChange;
import io.sluice.recommender.pr.PullRequestPlan;
import io.sluice.recommender.pr.body.Marker;
import io.sluice.recommender.pr.files.EvidenceFile;
import io.sluice.recommender.pr.git.NewCommit;
import io.sluice.recommender.pr.git.Trailers;
import io.sluice.recommender.pr.host.HostLimits;
import io.sluice.recommender.write.policy.FileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A plan as it is delivered: with the place for what does not fit into its description.
 *
 * @param plan the plan
 * @param files the files of the branch, sorted
 * @param body the description
 * @param comment the text of the one comment, where there is a host and it fits there
 * @param message the commit's message, without trailers
 */
public record Delivery(
    PullRequestPlan plan,
    List<FileChange> files,
    String body,
    Optional<String> comment,
    String message) {
  private static final long MILLIS_PER_SECOND = 1_000;

  public Delivery {
    files = files.stream().sorted().toList();
  }

  /**
   * Delivers to a host, or to a branch alone.
   *
   * @param tree the folder of the policies on the base
   * @param path that folder, from the top of the repository
   * @param limits the host's; empty where there is none
   */
  public static Delivery of(
      PullRequestPlan plan, FileTree tree, String path, Optional<HostLimits> limits) {
    Optional<String> whole = plan.text().whole();
    boolean comment =
        whole.isPresent()
            && limits.filter(l -> whole.get().length() <= l.commentText()).isPresent();
    List<FileChange> files = new ArrayList<>(plan.files());
    if (whole.isPresent() && !comment && !plan.isEmpty()) {
      evidence(plan, tree, path, whole.get()).ifPresent(files::add);
    }
    String body = plan.text().core() + "\n" + Marker.line(plan.key(), plan.digests()) + "\n";
    // Hosts take the message of the only commit for the description of a pull request made by hand.
    String message =
        limits.isPresent()
            ? plan.title() + "\n\nProposed from recorded flows; the pull request has the evidence."
            : plan.title() + "\n\n" + body;
    return new Delivery(plan, files, body, comment ? whole : Optional.empty(), message);
  }

  private static Optional<FileChange> evidence(
      PullRequestPlan plan, FileTree tree, String path, String whole) {
    String below = EvidenceFile.pathOf(plan.key().file());
    return EvidenceFile.change(tree, below, path.isEmpty() ? below : path + "/" + below, whole);
  }

  /** The commit, the same for the same plan on the same base. */
  NewCommit commit(String version) {
    SortedMap<String, Optional<String>> content = new TreeMap<>();
    files.forEach(file -> content.put(file.path(), file.after()));
    SortedMap<String, String> trailers = new TreeMap<>();
    trailers.put(Trailers.KEY, plan.key().title().replaceAll("[^\\x21-\\x7E]", "-"));
    trailers.put(Trailers.WINDOW, plan.window());
    trailers.put(Trailers.EVIDENCE, plan.digests().evidence());
    trailers.put(Trailers.RULES, plan.digests().rules());
    trailers.put(Trailers.BY, "sluice " + version);
    return new NewCommit(content, message, trailers, plan.endMillis() / MILLIS_PER_SECOND);
  }
}
