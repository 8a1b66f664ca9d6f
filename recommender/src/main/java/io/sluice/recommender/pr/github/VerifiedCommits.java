package io.sluice.recommender.pr.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.pr.rest.Patience;
import io.sluice.recommender.pr.rest.Purpose;
import io.sluice.recommender.pr.rest.Token;
import java.util.Base64;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Commits that GitHub makes and signs for whoever the token is, so that they are shown as verified:
 * for repositories whose rules ask for signatures.
 *
 * <p>A commit is added on top of a branch that is there already. A pull request's branch must not
 * be set back to its base for that, because GitHub closes a pull request without commits: make the
 * commit on a branch of its own, then push it by git to the pull request's branch, with a lease.
 * The commit keeps its signature. Its date is GitHub's, so the same evidence does not give the same
 * commit id here: compare digests, not ids.
 */
public final class VerifiedCommits {
  static final String MUTATION =
      "mutation($input: CreateCommitOnBranchInput!) {"
          + " createCommitOnBranch(input: $input) { commit { oid } } }";

  private final GithubRepository repository;
  private final GithubGraph graph;

  public VerifiedCommits(GithubRepository repository, Token token, Patience patience) {
    this.repository = repository;
    this.graph = new GithubGraph(repository, token, patience);
  }

  /**
   * Adds a commit, if the branch still is where it was. Not repeated after a lost answer: the
   * branch then shows whether it was made.
   *
   * @param branch without {@code refs/heads/}
   * @param expectedHead the commit that the branch must be at, 40 hexadecimal digits
   * @param message first line, empty line, the rest
   * @param additions files to add or replace, by path
   * @param deletions paths of files to remove
   * @return the new commit's id
   */
  public String add(
      String branch,
      String expectedHead,
      String message,
      SortedMap<String, byte[]> additions,
      SortedSet<String> deletions) {
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    input
        .putObject("branch")
        .put("repositoryNameWithOwner", repository.fullName())
        .put("branchName", branch);
    input.put("expectedHeadOid", expectedHead);
    addMessage(input.putObject("message"), message);
    addFiles(input.putObject("fileChanges"), additions, deletions);
    Purpose purpose = new Purpose("make a commit on " + branch, "contents=write");
    JsonNode data = graph.mutate(MUTATION, input, false, purpose);
    return data.path("createCommitOnBranch").path("commit").path("oid").asText();
  }

  private static void addMessage(ObjectNode to, String message) {
    int end = message.indexOf('\n');
    to.put("headline", end < 0 ? message : message.substring(0, end));
    to.put("body", end < 0 ? "" : message.substring(end).strip());
  }

  private static void addFiles(
      ObjectNode to, SortedMap<String, byte[]> additions, SortedSet<String> deletions) {
    ArrayNode added = to.putArray("additions");
    additions.forEach(
        (path, content) ->
            added
                .addObject()
                .put("path", path)
                .put("contents", Base64.getEncoder().encodeToString(content)));
    ArrayNode deleted = to.putArray("deletions");
    deletions.forEach(path -> deleted.addObject().put("path", path));
  }
}
