package io.sluice.recommender.pr.host;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A host of pull requests, for one repository.
 *
 * <p>Every method may throw a {@link HostException}, which says what the host refused and what
 * helps. None is asked unless something is to be said: a run without changes makes no call that
 * writes. Calls that write are safe to repeat: to set what is set already changes nothing and
 * notifies nobody.
 *
 * <p>The branch is pushed by git before {@link #open}, and deleted by git after {@link #close}.
 * Text that comes from names is escaped already; {@code body} is Markdown within {@link #limits}.
 */
public interface PullRequestHost {
  /** The word for it on the command line, such as {@code github}. */
  String word();

  /** How long its texts may be. */
  HostLimits limits();

  /**
   * The pull request of a branch: the open one where there is one, else the one that was closed or
   * merged last. Forks' branches of the same name are none of ours.
   */
  Optional<PullRequest> find(String branch);

  /** The open pull requests whose branches begin so, sorted by branch, of any number of pages. */
  List<PullRequest> openUnder(String branchPrefix);

  /** Opens one. Labels that the repository does not have are made. */
  PullRequest open(NewPullRequest wanted);

  /** Replaces title and body; nothing else of it changes. */
  PullRequest update(PullRequest current, String title, String body);

  /**
   * Replaces the labels that are Sluice's by these; those that people gave it stay.
   *
   * @param own {@code netpol}: that label and those that begin with {@code netpol/} are Sluice's
   */
  void label(PullRequest current, SortedSet<String> labels, String own);

  /**
   * Says something once: where a comment of Sluice with this marker is there, its text is replaced
   * if it differs, else a comment is added.
   *
   * @param marker hidden in the comment, as {@code <!-- marker -->}; letters, digits, {@code :-}
   * @param text Markdown without the marker
   */
  void comment(PullRequest current, String marker, String text);

  /** Makes it a draft, or ready for review. Hosts without drafts say so by doing nothing. */
  void setDraft(PullRequest current, boolean draft);

  /** Closes it without merging. */
  void close(PullRequest current);
}
