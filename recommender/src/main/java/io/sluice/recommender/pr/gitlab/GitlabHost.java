package io.sluice.recommender.pr.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.pr.host.Found;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import io.sluice.recommender.pr.host.HostLimits;
import io.sluice.recommender.pr.host.LabelChange;
import io.sluice.recommender.pr.host.NewPullRequest;
import io.sluice.recommender.pr.host.PullRequest;
import io.sluice.recommender.pr.host.PullRequest.State;
import io.sluice.recommender.pr.host.PullRequestHost;
import io.sluice.recommender.pr.host.StickyText;
import io.sluice.recommender.pr.rest.LinkedPages;
import io.sluice.recommender.pr.rest.Patience;
import io.sluice.recommender.pr.rest.Purpose;
import io.sluice.recommender.pr.rest.RestAnswer;
import io.sluice.recommender.pr.rest.RestClient;
import io.sluice.recommender.pr.rest.RestRequest;
import io.sluice.recommender.pr.rest.Token;
import io.sluice.recommender.pr.rest.UrlText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Pull requests on GitLab: merge requests, whose comments are notes. */
public final class GitlabHost implements PullRequestHost {
  /** GitLab takes 255 characters of a title, the word for a draft counted, and a million else. */
  public static final HostLimits LIMITS = new HostLimits(248, 1_000_000, 1_000_000);

  private static final String MAY_WRITE = "scope api, role Developer";
  private static final String MAY_READ = "scope read_api or api, role Reporter";

  private final GitlabProject project;
  private final RestClient client;

  public GitlabHost(GitlabProject project, Token token, Patience patience) {
    this.project = project;
    this.client = new RestClient(project.api(), token, new GitlabRules(), patience);
  }

  @Override
  public String word() {
    return "gitlab";
  }

  @Override
  public HostLimits limits() {
    return LIMITS;
  }

  @Override
  public Optional<PullRequest> find(String branch) {
    String query =
        UrlText.query(
            "state", "all",
            "source_branch", branch,
            "scope", "all",
            "order_by", "created_at",
            "sort", "desc",
            "per_page", "100");
    Purpose purpose = new Purpose("look for the merge request of " + branch, MAY_READ);
    return Found.choose(
        list(query, purpose).stream()
            .filter(MergeRequests::isOurs)
            .map(MergeRequests::found)
            .filter(found -> found.pullRequest().branch().equals(branch))
            .toList());
  }

  @Override
  public List<PullRequest> openUnder(String branchPrefix) {
    String query =
        UrlText.query(
            "state", "opened",
            "scope", "all",
            "order_by", "created_at",
            "sort", "asc",
            "per_page", "100");
    return list(query, new Purpose("list the open merge requests", MAY_READ)).stream()
        .filter(MergeRequests::isOurs)
        .map(MergeRequests::pullRequest)
        .filter(request -> request.branch().startsWith(branchPrefix))
        .sorted(Comparator.comparing(PullRequest::branch).thenComparing(PullRequest::number))
        .toList();
  }

  @Override
  public PullRequest open(NewPullRequest wanted) {
    LIMITS.require(wanted.title(), wanted.body());
    RestRequest request = opening(wanted);
    RestAnswer answer;
    try {
      answer = client.ask(request);
    } catch (HostException e) {
      if (e.reason() != Reason.UNREACHABLE) {
        throw e;
      }
      return openedNevertheless(wanted).orElseThrow(() -> e);
    }
    if (answer.status() == 409) {
      HostException refusal = client.refusal(request, answer);
      return openedNevertheless(wanted).orElseThrow(() -> refusal);
    }
    if (answer.status() != 201) {
      throw client.refusal(request, answer);
    }
    return MergeRequests.pullRequest(answer.json());
  }

  /** It is there where another run was faster, or where only the answer was lost. */
  private Optional<PullRequest> openedNevertheless(NewPullRequest wanted) {
    return find(wanted.branch())
        .filter(there -> there.state() == State.OPEN && there.base().equals(wanted.base()))
        .map(
            there -> {
              change(there, wanted.labels(), Optional.empty());
              return update(there, wanted.title(), wanted.body()).withLabels(wanted.labels());
            });
  }

  private RestRequest opening(NewPullRequest wanted) {
    ObjectNode body =
        object()
            .put("source_branch", wanted.branch())
            .put("target_branch", wanted.base())
            .put("title", DraftTitle.of(wanted.title(), wanted.draft()))
            .put("description", wanted.body());
    if (!wanted.labels().isEmpty()) {
      body.put("labels", joined(wanted.labels()));
    }
    Purpose purpose = new Purpose("open the merge request of " + wanted.branch(), MAY_WRITE);
    return RestRequest.post(path(), body, purpose);
  }

  @Override
  public PullRequest update(PullRequest current, String title, String body) {
    LIMITS.require(title, body);
    String plain = DraftTitle.plain(title);
    if (current.title().equals(plain) && StickyText.same(current.body(), body)) {
      return current;
    }
    ObjectNode change =
        object().put("title", DraftTitle.of(title, current.draft())).put("description", body);
    return MergeRequests.pullRequest(put(current, change, "update"));
  }

  @Override
  public void label(PullRequest current, SortedSet<String> labels, String own) {
    change(current, labels, Optional.of(own));
  }

  /** Adds labels, and takes away others that are ours, if any may be. */
  private void change(PullRequest current, SortedSet<String> labels, Optional<String> own) {
    PullRequest there = now(current, "label");
    LabelChange change = LabelChange.exact(there.labels(), labels, own.orElse(""));
    ObjectNode body = object();
    if (!change.add().isEmpty()) {
      body.put("add_labels", joined(change.add()));
    }
    if (own.isPresent() && !change.remove().isEmpty()) {
      body.put("remove_labels", joined(change.remove()));
    }
    if (!body.isEmpty()) {
      put(current, body, "label");
    }
  }

  /** GitLab takes labels in one text, so no label can hold the comma between them. */
  private static String joined(SortedSet<String> labels) {
    for (String label : labels) {
      if (label.indexOf(',') >= 0) {
        throw new HostException(
            Reason.REFUSED, "GitLab: a label must not hold a comma, but one is \"" + label + "\"");
      }
    }
    return String.join(",", labels);
  }

  @Override
  public void comment(PullRequest current, String marker, String text) {
    StickyText sticky = new StickyText(marker, text);
    LIMITS.requireComment(sticky.whole());
    Purpose purpose = new Purpose("comment on " + named(current), MAY_WRITE);
    String path = path() + "/" + current.number() + "/notes";
    String query = UrlText.query("sort", "asc", "order_by", "created_at", "per_page", "100");
    Optional<JsonNode> there =
        LinkedPages.all(client, RestRequest.get(path + query, purpose)).stream()
            .filter(note -> !note.path("system").asBoolean())
            .filter(note -> sticky.isIn(RestAnswer.text(note, "body")))
            .findFirst();
    ObjectNode body = object().put("body", sticky.whole());
    if (there.isEmpty()) {
      client.send(RestRequest.post(path, body, purpose));
    } else if (!sticky.isSaidBy(RestAnswer.text(there.orElseThrow(), "body"))) {
      long id = there.orElseThrow().path("id").asLong();
      client.send(RestRequest.put(path + "/" + id, body, purpose));
    }
  }

  @Override
  public void setDraft(PullRequest current, boolean draft) {
    if (current.draft() == draft) {
      return;
    }
    PullRequest there = now(current, "set the draft state of");
    if (there.draft() != draft) {
      put(
          current,
          object().put("title", DraftTitle.of(there.title(), draft)),
          "set the draft state of");
    }
  }

  @Override
  public void close(PullRequest current) {
    if (current.state() == State.OPEN) {
      put(current, object().put("state_event", "close"), "close");
    }
  }

  private PullRequest now(PullRequest current, String doing) {
    Purpose purpose = new Purpose(doing + " " + named(current), MAY_WRITE);
    RestRequest get = RestRequest.get(path() + "/" + current.number(), purpose);
    return MergeRequests.pullRequest(client.send(get).json());
  }

  private JsonNode put(PullRequest current, ObjectNode change, String doing) {
    Purpose purpose = new Purpose(doing + " " + named(current), MAY_WRITE);
    return client.send(RestRequest.put(path() + "/" + current.number(), change, purpose)).json();
  }

  private List<JsonNode> list(String query, Purpose purpose) {
    return LinkedPages.all(client, RestRequest.get(path() + query, purpose));
  }

  private String path() {
    return project.path() + "/merge_requests";
  }

  private static String named(PullRequest pullRequest) {
    return "merge request !" + pullRequest.number();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
