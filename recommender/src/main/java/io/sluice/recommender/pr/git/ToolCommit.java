package io.sluice.recommender.pr.git;

import io.sluice.recommender.write.file.ContentDigest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.FooterKey;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * How a commit proves that it is ours and as we made it: the bot is its author and committer, or
 * GitHub, which makes verified ones for us, is its committer; it has one parent, and the digest in
 * its trailer is that of the parent and of every file that it changes. A commit that somebody
 * amended, rebased or put on top is none of these. So nothing has to be remembered between two
 * runs, and nobody's work is overwritten because a file on some build agent was lost.
 */
final class ToolCommit {
  private static final List<String> KEYS =
      List.of(
          Trailers.KEY,
          Trailers.WINDOW,
          Trailers.EVIDENCE,
          Trailers.RULES,
          Trailers.CONTENT,
          Trailers.BY);

  private ToolCommit() {}

  /** What a branch holds, looked at closely. */
  static BranchTip tip(Repository repository, String branch, RevCommit head, GitAccess access)
      throws IOException {
    String id = head.name();
    Optional<String> foreign = foreign(repository, head, access);
    return foreign.isPresent()
        ? new BranchTip.Foreign(branch, id, foreign.get())
        : new BranchTip.Ours(branch, id, head.getParent(0).name(), trailers(head));
  }

  private static Optional<String> foreign(Repository repository, RevCommit head, GitAccess access)
      throws IOException {
    String commit = "commit " + head.name().substring(0, 10);
    // GitHub's own commits have its author; what they hold shows whether we asked for them.
    List<PersonIdent> bots =
        isGithubs(head.getCommitterIdent())
            ? List.of()
            : List.of(head.getAuthorIdent(), head.getCommitterIdent());
    for (PersonIdent who : bots) {
      if (!who.getName().equals(access.authorName())
          || !who.getEmailAddress().equals(access.authorEmail())) {
        return Optional.of(commit + " is by " + who.getName() + ", not by " + access);
      }
    }
    String content = trailers(head).getOrDefault(Trailers.CONTENT, "");
    if (head.getParentCount() != 1 || content.isEmpty()) {
      return Optional.of(commit + " is none that Sluice made");
    }
    return content.equals(contentDigest(repository, head.getParent(0), head.getTree()))
        ? Optional.empty()
        : Optional.of(commit + " is not as Sluice made it");
  }

  private static boolean isGithubs(PersonIdent committer) {
    return committer.getName().equals("GitHub")
        && committer.getEmailAddress().equals("noreply@github.com");
  }

  private static SortedMap<String, String> trailers(RevCommit commit) {
    SortedMap<String, String> trailers = new TreeMap<>();
    for (String key : KEYS) {
      List<String> values = commit.getFooterLines(new FooterKey(key));
      if (values.size() == 1) {
        trailers.put(key, values.get(0));
      }
    }
    return trailers;
  }

  /** The digest of a parent and of what a tree changes in it. */
  static String contentDigest(Repository repository, AnyObjectId parent, AnyObjectId tree)
      throws IOException {
    StringBuilder lines = new StringBuilder("parent " + parent.name() + "\n");
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(repository.parseCommit(parent).getTree());
      walk.addTree(tree);
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        ObjectId now = walk.getObjectId(1);
        lines
            .append(walk.getFileMode(1))
            .append(' ')
            .append(now.name())
            .append(' ')
            .append(walk.getPathString())
            .append('\n');
      }
    }
    return ContentDigest.of(lines.toString()).named();
  }
}
