package io.sluice.recommender.pr.git;

import io.sluice.recommender.write.policy.FileTree;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * A remote repository as it was when a run began: the base and the branches of ours, two commits
 * deep, in a bare repository that goes with the run. Commits are made here; {@link #push} is the
 * only thing that reaches the remote, and it reaches one branch, with a lease on what was read.
 */
public final class GitWorkspace implements AutoCloseable {
  private static final String HEADS = Constants.R_HEADS;

  private final Repository local;
  private final URIish remote;
  private final String title;
  private final GitAccess access;
  private final String base;
  private final RevCommit baseCommit;
  private final SortedMap<String, BranchTip> branches = new TreeMap<>();

  private GitWorkspace(
      Repository local, URIish remote, GitAccess access, String base, RevCommit baseCommit) {
    this.local = local;
    this.remote = remote;
    this.title = remote.toString();
    this.access = access;
    this.base = base;
    this.baseCommit = baseCommit;
  }

  /**
   * Reads a repository.
   *
   * @param repository URL or path, without a secret in it
   * @param base the branch to merge into; the repository's own choice without one
   * @param prefixes beginnings of the branches that are ours
   * @param folder an empty folder that goes with the run
   */
  public static GitWorkspace open(
      String repository,
      Optional<String> base,
      Collection<String> prefixes,
      GitAccess access,
      Path folder) {
    Surroundings.use();
    URIish uri = Remotes.uri(repository);
    Repository local = null;
    try {
      local = new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
      local.create(true);
      // It goes with the run: nobody tidies it up, nor locks it in another thread to see whether
      // to.
      local.getConfig().setInt("gc", null, "auto", 0);
      local.getConfig().setBoolean("gc", null, "autoDetach", false);
      local.getConfig().save();
      GitWorkspace workspace = read(local, uri, base, prefixes, access);
      local = null;
      return workspace;
    } catch (IOException | URISyntaxException e) {
      throw GitTrouble.of("read", uri.toString(), e);
    } finally {
      if (local != null) {
        local.close();
      }
    }
  }

  private static GitWorkspace read(
      Repository local,
      URIish uri,
      Optional<String> wanted,
      Collection<String> prefixes,
      GitAccess access)
      throws IOException, URISyntaxException {
    Advertised advertised = Advertised.of(local, uri, access);
    String base = wanted.orElseGet(() -> advertised.head(uri.toString()));
    if (!advertised.branches().containsKey(base)) {
      throw GitException.usage(
          uri + " has no branch " + base + "; give one that is there with --base");
    }
    List<RefSpec> specs = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    specs.add(new RefSpec("+" + HEADS + base + ":" + HEADS + base));
    for (String branch : advertised.branches().keySet()) {
      if (prefixes.stream().anyMatch(branch::startsWith) && !branch.equals(base)) {
        ours.add(branch);
        specs.add(new RefSpec("+" + HEADS + branch + ":" + HEADS + branch));
      }
    }
    new Fetch(local, uri, access).all(specs);
    try (RevWalk walk = new RevWalk(local)) {
      RevCommit baseCommit = walk.parseCommit(local.resolve(HEADS + base));
      GitWorkspace workspace = new GitWorkspace(local, uri, access, base, baseCommit);
      for (String branch : ours) {
        RevCommit head = walk.parseCommit(local.resolve(HEADS + branch));
        workspace.branches.put(branch, ToolCommit.tip(local, branch, head, access));
      }
      return workspace;
    }
  }

  /** Where it is, without any secret. */
  public String title() {
    return title;
  }

  /** The branch to merge into. */
  public String base() {
    return base;
  }

  /** Its commit. */
  public String baseCommit() {
    return baseCommit.name();
  }

  /** The branches of ours, by name. */
  public SortedMap<String, BranchTip> branches() {
    return branches;
  }

  /**
   * A folder of the base.
   *
   * @param path from the top, "" for the top
   */
  public FileTree folder(String path) {
    try {
      refuseDetours(path);
      return GitFolder.of(local, baseCommit.getTree(), path);
    } catch (IOException e) {
      throw GitTrouble.of("read", title, e);
    }
  }

  /** A folder that is a link or a submodule would lead elsewhere once it is checked out. */
  private void refuseDetours(String path) throws IOException {
    for (int slash = path.indexOf('/'); ; slash = path.indexOf('/', slash + 1)) {
      String at = slash < 0 ? path : path.substring(0, slash);
      if (!at.isEmpty()) {
        try (TreeWalk walk = TreeWalk.forPath(local, at, baseCommit.getTree())) {
          if (walk != null && !walk.isSubtree()) {
            throw GitException.usage(
                "--path " + path + ": " + at + " is no folder in branch " + base);
          }
        }
      }
      if (slash < 0) {
        return;
      }
    }
  }

  /** Makes a commit on the base, and nothing else: the same one for the same content and date. */
  public String commit(NewCommit wanted) {
    try {
      return new CommitWriter(local, access).write(baseCommit, wanted).name();
    } catch (IOException e) {
      throw GitTrouble.of("make a commit for", title, e);
    }
  }

  /** What a commit that was made here says, with its trailers. */
  public String messageOf(String commit) {
    try {
      return local.parseCommit(ObjectId.fromString(commit)).getFullMessage();
    } catch (IOException e) {
      throw GitTrouble.of("make a commit for", title, e);
    }
  }

  /**
   * Fetches a commit that somebody else made for us.
   *
   * @param like a commit that was made here, which it must agree with in parent and content
   */
  public void fetchLike(String branch, String commit, String like) {
    try {
      new Fetch(local, remote, access).like(branch, commit, like);
    } catch (IOException | URISyntaxException e) {
      throw GitTrouble.of("fetch " + branch + " of", title, e);
    }
  }

  /** How a branch of ours stands to the base as it is now. */
  public enum MergeState {
    /** It can be merged. */
    MERGES,
    /** It cannot. */
    CONFLICT,
    /** All of it is there already. */
    CONTAINED
  }

  /** How a branch of ours stands to the base as it is now. */
  public MergeState mergeState(BranchTip.Ours tip) {
    if (tip.parent().equals(baseCommit())) {
      return MergeState.MERGES;
    }
    try {
      ThreeWayMerger merger = MergeStrategy.RESOLVE.newMerger(local, true);
      merger.setBase(local.parseCommit(ObjectId.fromString(tip.parent())));
      if (!merger.merge(baseCommit, ObjectId.fromString(tip.head()))) {
        return MergeState.CONFLICT;
      }
      return merger.getResultTreeId().equals(baseCommit.getTree())
          ? MergeState.CONTAINED
          : MergeState.MERGES;
    } catch (IOException e) {
      throw GitTrouble.of("compare branches of", title, e);
    }
  }

  /**
   * Makes a branch lead to a commit, if it is still as it was read.
   *
   * @param before the commit that it had; empty where there was no such branch
   * @param now the commit that it gets; empty to delete it
   */
  public PushAnswer push(String branch, Optional<String> before, Optional<String> now) {
    try {
      return new Push(local, remote, access).push(branch, before, now);
    } catch (IOException | URISyntaxException e) {
      throw GitTrouble.of("push " + branch + " to", title, e);
    }
  }

  @Override
  public void close() {
    local.close();
  }
}
