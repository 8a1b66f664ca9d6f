package io.sluice.recommender.pr.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** Makes one branch lead to another commit, if it still leads where it led. */
final class Push {
  private static final String HEADS = Constants.R_HEADS;

  private final Repository local;
  private final URIish remote;
  private final GitAccess access;

  Push(Repository local, URIish remote, GitAccess access) {
    this.local = local;
    this.remote = remote;
    this.access = access;
  }

  PushAnswer push(String branch, Optional<String> before, Optional<String> now)
      throws IOException, URISyntaxException {
    try (Transport transport = Remotes.open(local, remote, access)) {
      RemoteRefUpdate update =
          new RemoteRefUpdate(
              local,
              now.orElse(null),
              HEADS + branch,
              true,
              null,
              before.map(ObjectId::fromString).orElse(ObjectId.zeroId()));
      PushResult result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
      return answer(result.getRemoteUpdate(HEADS + branch), result, now);
    }
  }

  private static PushAnswer answer(
      RemoteRefUpdate update, PushResult result, Optional<String> now) {
    return switch (update.getStatus()) {
      case OK, UP_TO_DATE, NON_EXISTING -> new PushAnswer.Done();
      case REJECTED_REMOTE_CHANGED -> {
        Ref there = result.getAdvertisedRef(update.getRemoteName());
        boolean same =
            there != null
                && there.getObjectId() != null
                && now.isPresent()
                && there.getObjectId().name().equals(now.get());
        yield same ? new PushAnswer.Done() : new PushAnswer.Moved();
      }
      default -> refused(update, result);
    };
  }

  private static PushAnswer refused(RemoteRefUpdate update, PushResult result) {
    String word = String.valueOf(update.getMessage());
    // What a server says when another push took the branch between our look and our write.
    boolean moved =
        word.contains("failed to update ref")
            || word.contains("cannot lock ref")
            || word.contains("fetch first")
            || word.contains("lock error");
    if (moved) {
      return new PushAnswer.Moved();
    }
    String words = (word + "\n" + result.getMessages()).strip();
    return new PushAnswer.Refused(words);
  }
}
