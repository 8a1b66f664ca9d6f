package io.sluice.recommender.pr.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * What a repository says it has.
 *
 * @param branches commits by the names of branches
 * @param preferred the branch that it prefers
 */
record Advertised(SortedMap<String, String> branches, Optional<String> preferred) {
  Advertised {
    branches = Collections.unmodifiableSortedMap(branches);
  }

  static Advertised of(Repository local, URIish uri, GitAccess access)
      throws IOException, URISyntaxException {
    try (Transport transport = Remotes.open(local, uri, access);
        FetchConnection connection = transport.openFetch()) {
      Map<String, Ref> refs = connection.getRefsMap();
      SortedMap<String, String> branches = new TreeMap<>();
      for (Ref ref : refs.values()) {
        if (ref.getName().startsWith(Constants.R_HEADS) && ref.getObjectId() != null) {
          branches.put(
              ref.getName().substring(Constants.R_HEADS.length()), ref.getObjectId().name());
        }
      }
      return new Advertised(branches, preferred(refs.get(Constants.HEAD), branches));
    }
  }

  private static Optional<String> preferred(
      @Nullable Ref head, SortedMap<String, String> branches) {
    if (head == null || head.getObjectId() == null) {
      return Optional.empty();
    }
    if (head.isSymbolic()) {
      return Optional.of(Repository.shortenRefName(head.getTarget().getName()));
    }
    return Stream.of("main", "master")
        .filter(name -> head.getObjectId().name().equals(branches.get(name)))
        .findFirst();
  }

  /** The branch to merge into where nobody names one. */
  String head(String title) {
    return preferred.orElseThrow(
        () ->
            GitException.usage(title + " does not say which branch is its main one; give --base"));
  }
}
