package io.sluice.recommender.pr.publish;

import io.sluice.recommender.pr.Outcome.Kind;
import io.sluice.recommender.pr.body.Marker;
import io.sluice.recommender.pr.host.LabelChange;
import io.sluice.recommender.pr.host.NewPullRequest;
import io.sluice.recommender.pr.host.PullRequest;
import io.sluice.recommender.pr.host.PullRequest.State;
import io.sluice.recommender.pr.host.PullRequestHost;
import io.sluice.recommender.write.Escape;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a host is told. Nothing is said that it says already. */
final class HostWriter {
  /** The label that is ours to take away, with those below it. */
  private static final String OWN = "netpol";

  private final PullRequestHost host;

  HostWriter(PullRequestHost host) {
    this.host = host;
  }

  /** After the branch was pushed. */
  void deliver(Delivery delivery, String base, Optional<PullRequest> request) {
    Optional<PullRequest> open = request.filter(r -> r.state() == State.OPEN);
    if (open.isEmpty()) {
      open(delivery, base);
      return;
    }
    PullRequest updated = host.update(open.get(), title(delivery), delivery.body());
    label(updated, delivery);
    if (updated.draft() != delivery.plan().draft()) {
      host.setDraft(updated, delivery.plan().draft());
    }
    delivery.comment().ifPresent(text -> host.comment(updated, Marker.DETAILS, text));
  }

  private void open(Delivery delivery, String base) {
    PullRequest opened =
        host.open(
            new NewPullRequest(
                delivery.plan().key().branch(),
                base,
                title(delivery),
                delivery.body(),
                delivery.plan().draft(),
                delivery.plan().labels()));
    delivery.comment().ifPresent(text -> host.comment(opened, Marker.DETAILS, text));
  }

  /**
   * Where the branch is right already.
   *
   * @return what was done: opened, updated or nothing
   */
  Kind refresh(Delivery delivery, String base, Optional<PullRequest> request) {
    Optional<PullRequest> open = request.filter(r -> r.state() == State.OPEN);
    if (request.isEmpty()) {
      open(delivery, base);
      return Kind.OPENED;
    }
    String rules = delivery.plan().digests().rules();
    Optional<String> said = Marker.ruleDigest(request.get().body());
    if (open.isEmpty()) {
      // The branch got new rules, and the host then refused to open another one about them. For
      // the same rules it is not ours to open again what somebody merged or closed.
      boolean older = said.filter(digest -> !digest.equals(rules)).isPresent();
      if (older) {
        open(delivery, base);
      }
      return older ? Kind.OPENED : Kind.UNCHANGED;
    }
    boolean right =
        said.equals(Optional.of(rules))
            && own(open.get().labels()).equals(own(delivery.plan().labels()));
    if (!right) {
      deliver(delivery, base, request);
    }
    return right ? Kind.UNCHANGED : Kind.UPDATED;
  }

  /** Once the branch is gone. What Sluice itself closes may be proposed again. */
  void close(Optional<PullRequest> request, String reason) {
    request
        .filter(r -> r.state() == State.OPEN)
        .ifPresent(
            open -> {
              withdraw(open);
              host.comment(open, Marker.STOPPED, "Closed by Sluice: " + reason + ".");
              host.close(open);
            });
  }

  /**
   * Says once that somebody else's commit is on the branch. Many hosts close a pull request whose
   * branch is deleted, which must not be taken for a no then.
   */
  void stop(Optional<PullRequest> request, String reason) {
    request
        .filter(r -> r.state() == State.OPEN)
        .ifPresent(
            open -> {
              withdraw(open);
              host.comment(
                  open,
                  Marker.STOPPED,
                  "Sluice does not update this branch any more: "
                      + Escape.markdown(reason)
                      + ". Delete the branch to have it proposed again.");
            });
  }

  private void withdraw(PullRequest open) {
    if (Marker.ruleDigest(open.body()).isPresent()) {
      host.update(open, open.title(), Marker.withdrawn(open.body()));
    }
  }

  private void label(PullRequest request, Delivery delivery) {
    if (!own(request.labels()).equals(own(delivery.plan().labels()))) {
      host.label(request, delivery.plan().labels(), OWN);
    }
  }

  private static SortedSet<String> own(SortedSet<String> labels) {
    // Hosts that take Netpol and netpol for one label answer with the one that was there first.
    TreeSet<String> own = new TreeSet<>();
    labels.stream()
        .filter(label -> LabelChange.isOwn(label, OWN))
        .forEach(label -> own.add(label.toLowerCase(Locale.ROOT)));
    return own;
  }

  private String title(Delivery delivery) {
    String title = delivery.plan().title();
    int most = host.limits().titleChars();
    return title.length() <= most ? title : title.substring(0, most - 1) + "…";
  }
}
