package io.sluice.recommender.pr;

import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import io.sluice.recommender.pr.host.HostLimits;
import io.sluice.recommender.pr.host.LabelChange;
import io.sluice.recommender.pr.host.NewPullRequest;
import io.sluice.recommender.pr.host.PullRequest;
import io.sluice.recommender.pr.host.PullRequest.State;
import io.sluice.recommender.pr.host.PullRequestHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A host that keeps its pull requests in memory, counts what it is told, and refuses nonsense. */
final class MemoryHost implements PullRequestHost {
  /** What fits on every host. */
  private static final HostLimits NARROWEST = new HostLimits(240, 4_000, 60_000);

  final List<PullRequest> requests = new ArrayList<>();
  final Map<String, String> comments = new HashMap<>();
  int writes;

  /** A branch of which it refuses all that writes. */
  String refusing = "";

  /** A branch of which it says nothing. */
  String silentOn = "";

  /** Why it says nothing. */
  Reason because = Reason.UNREACHABLE;

  private final Remote remote;

  MemoryHost(Remote remote) {
    this.remote = remote;
  }

  @Override
  public String word() {
    return "memory";
  }

  @Override
  public HostLimits limits() {
    return NARROWEST;
  }

  @Override
  public Optional<PullRequest> find(String branch) {
    if (branch.equals(silentOn)) {
      throw new HostException(because, "memory: no answer about " + branch);
    }
    Optional<PullRequest> open =
        requests.stream()
            .filter(r -> r.branch().equals(branch) && r.state() == State.OPEN)
            .findFirst();
    return open.or(
        () ->
            requests.stream()
                .filter(r -> r.branch().equals(branch))
                .reduce((first, second) -> second));
  }

  @Override
  public List<PullRequest> openUnder(String branchPrefix) {
    return requests.stream()
        .filter(r -> r.state() == State.OPEN && r.branch().startsWith(branchPrefix))
        .toList();
  }

  @Override
  public PullRequest open(NewPullRequest wanted) {
    refuse(wanted.branch());
    writes++;
    if (find(wanted.branch()).filter(r -> r.state() == State.OPEN).isPresent()) {
      throw new AssertionError("two open pull requests for " + wanted.branch());
    }
    check(wanted.title(), wanted.body());
    PullRequest opened =
        new PullRequest(
            requests.size() + 1,
            State.OPEN,
            wanted.branch(),
            wanted.base(),
            remote.head(wanted.branch()).orElseThrow(),
            wanted.title(),
            wanted.body(),
            wanted.draft(),
            wanted.labels(),
            "https://example.org/" + (requests.size() + 1));
    requests.add(opened);
    return opened;
  }

  private void refuse(String branch) {
    if (branch.equals(refusing)) {
      throw new HostException(Reason.NOT_PERMITTED, "memory: may not write " + branch);
    }
  }

  private static void check(String title, String body) {
    if (title.length() > NARROWEST.titleChars() || body.length() > NARROWEST.bodyChars()) {
      throw new AssertionError("too long: " + title + "\n" + body);
    }
  }

  @Override
  public PullRequest update(PullRequest current, String title, String body) {
    refuse(current.branch());
    check(title, body);
    return replace(current, current.state(), title, body, current.draft(), current.labels());
  }

  @Override
  public void label(PullRequest current, SortedSet<String> labels, String own) {
    TreeSet<String> all = new TreeSet<>(labels);
    now(current).labels().stream()
        .filter(label -> !LabelChange.isOwn(label, own))
        .forEach(all::add);
    PullRequest now = now(current);
    replace(now, now.state(), now.title(), now.body(), now.draft(), all);
  }

  @Override
  public void comment(PullRequest current, String marker, String text) {
    String key = current.number() + " " + marker;
    if (!text.equals(comments.put(key, text))) {
      writes++;
    }
  }

  @Override
  public void setDraft(PullRequest current, boolean draft) {
    PullRequest now = now(current);
    replace(now, now.state(), now.title(), now.body(), draft, now.labels());
  }

  @Override
  public void close(PullRequest current) {
    set(current, State.CLOSED);
    writes++;
  }

  /** Somebody closes, reopens or merges it. */
  void set(PullRequest current, State state) {
    PullRequest now = now(current);
    requests.set(
        requests.indexOf(now),
        with(now, state, now.title(), now.body(), now.draft(), now.labels()));
  }

  /** Somebody labels it. */
  void relabel(PullRequest current, SortedSet<String> labels) {
    PullRequest now = now(current);
    requests.set(
        requests.indexOf(now),
        with(now, now.state(), now.title(), now.body(), now.draft(), labels));
  }

  private PullRequest now(PullRequest some) {
    return requests.stream().filter(r -> r.number() == some.number()).findFirst().orElseThrow();
  }

  private PullRequest replace(
      PullRequest old,
      State state,
      String title,
      String body,
      boolean draft,
      SortedSet<String> labels) {
    PullRequest now = now(old);
    PullRequest changed = with(now, state, title, body, draft, labels);
    writes += changed.equals(now) ? 0 : 1;
    requests.set(requests.indexOf(now), changed);
    return changed;
  }

  private PullRequest with(
      PullRequest old,
      State state,
      String title,
      String body,
      boolean draft,
      SortedSet<String> labels) {
    return new PullRequest(
        old.number(),
        state,
        old.branch(),
        old.base(),
        remote.head(old.branch()).orElse(old.head()),
        title,
        body,
        draft,
        labels,
        old.url());
  }
}
