package io.sluice.recommender.pr.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** Brings branches here, as deep as is needed and no deeper. */
final class Fetch {
  /** A commit of ours and its parent. */
  private static final int DEPTH = 2;

  private final Repository local;
  private final URIish remote;
  private final GitAccess access;

  Fetch(Repository local, URIish remote, GitAccess access) {
    this.local = local;
    this.remote = remote;
    this.access = access;
  }

  void all(List<RefSpec> specs) throws IOException, URISyntaxException {
    try (Transport transport = Remotes.open(local, remote, access)) {
      transport.setDepth(DEPTH);
      transport.fetch(NullProgressMonitor.INSTANCE, specs);
    }
  }

  /** One commit, which must have the parent and the content of another. */
  void like(String branch, String commit, String like) throws IOException, URISyntaxException {
    all(List.of(new RefSpec("+" + Constants.R_HEADS + branch + ":refs/made/" + like)));
    RevCommit made = local.parseCommit(ObjectId.fromString(commit));
    RevCommit wanted = local.parseCommit(ObjectId.fromString(like));
    boolean same =
        made.getTree().equals(wanted.getTree())
            && made.getParentCount() == 1
            && made.getParent(0).equals(wanted.getParent(0));
    if (!same) {
      throw new IOException("commit " + commit + " is not as it was asked for");
    }
  }
}
