package io.sluice.recommender.pr.github;

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

/** Pull requests on GitHub. */
public final class GithubHost implements PullRequestHost {
  /** GitHub takes 65,536 characters of a text and 256 of a title. */
  public static final HostLimits LIMITS = new HostLimits(250, 65_000, 65_000);

  private static final String MAY_WRITE = "pull_requests=write";
  private static final String MAY_READ = "pull_requests=read";

  private final GithubRepository repository;
  private final GithubPulls pulls;
  private final GithubIssues issues;
  private final RestClient client;
  private final GithubGraph graph;

  public GithubHost(GithubRepository repository, Token token, Patience patience) {
    this.repository = repository;
    this.pulls = new GithubPulls(repository);
    this.client = new RestClient(repository.rest(), token, new GithubRules(), patience);
    this.issues = new GithubIssues(repository, client);
    this.graph = new GithubGraph(repository, token, patience);
  }

  @Override
  public String word() {
    return "github";
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
            "head", repository.owner() + ":" + branch,
            "sort", "created",
            "direction", "desc",
            "per_page", "100");
    Purpose purpose = new Purpose("look for the pull request of " + branch, MAY_READ);
    return Found.choose(
        list("/pulls" + query, purpose).stream()
            .filter(pulls::isOurs)
            .map(pulls::found)
            .filter(found -> found.pullRequest().branch().equals(branch))
            .toList());
  }

  @Override
  public List<PullRequest> openUnder(String branchPrefix) {
    String query =
        UrlText.query("state", "open", "sort", "created", "direction", "asc", "per_page", "100");
    return list("/pulls" + query, new Purpose("list the open pull requests", MAY_READ)).stream()
        .filter(pulls::isOurs)
        .map(pulls::pullRequest)
        .filter(pull -> pull.branch().startsWith(branchPrefix))
        .sorted(Comparator.comparing(PullRequest::branch).thenComparing(PullRequest::number))
        .toList();
  }

  @Override
  public PullRequest open(NewPullRequest wanted) {
    LIMITS.require(wanted.title(), wanted.body());
    RestRequest request = opening(wanted, wanted.draft());
    RestAnswer answer;
    try {
      answer = client.ask(request);
    } catch (HostException e) {
      if (e.reason() != Reason.UNREACHABLE) {
        throw e;
      }
      return openedNevertheless(wanted).orElseThrow(() -> e);
    }
    if (answer.status() == 422
        && answer.words().contains("Draft pull requests are not supported")) {
      request = opening(wanted, false);
      answer = client.ask(request);
    }
    if (answer.status() == 422 && answer.words().contains("already exists")) {
      HostException refusal = client.refusal(request, answer);
      return openedNevertheless(wanted).orElseThrow(() -> refusal);
    }
    if (answer.status() != 201) {
      throw client.refusal(request, answer);
    }
    return labelled(pulls.pullRequest(answer.json()), wanted);
  }

  /** It is there where another run was faster, or where only the answer was lost. */
  private Optional<PullRequest> openedNevertheless(NewPullRequest wanted) {
    return find(wanted.branch())
        .filter(there -> there.state() == State.OPEN && there.base().equals(wanted.base()))
        .map(there -> labelled(update(there, wanted.title(), wanted.body()), wanted));
  }

  private RestRequest opening(NewPullRequest wanted, boolean draft) {
    ObjectNode body =
        object()
            .put("title", wanted.title())
            .put("head", wanted.branch())
            .put("base", wanted.base())
            .put("body", wanted.body())
            .put("draft", draft)
            .put("maintainer_can_modify", false);
    String doing = "open the pull request of " + wanted.branch();
    return RestRequest.post(repository.path() + "/pulls", body, new Purpose(doing, MAY_WRITE));
  }

  private PullRequest labelled(PullRequest opened, NewPullRequest wanted) {
    LabelChange change = LabelChange.ignoringCase(opened.labels(), wanted.labels(), "");
    issues.addLabels(opened.number(), change.add());
    return opened.withLabels(wanted.labels());
  }

  @Override
  public PullRequest update(PullRequest current, String title, String body) {
    LIMITS.require(title, body);
    if (current.title().equals(title) && StickyText.same(current.body(), body)) {
      return current;
    }
    ObjectNode change = object().put("title", title).put("body", body);
    return pulls.pullRequest(patch(current, change, "update"));
  }

  @Override
  public void label(PullRequest current, SortedSet<String> labels, String own) {
    issues.label(current.number(), labels, own);
  }

  @Override
  public void comment(PullRequest current, String marker, String text) {
    StickyText sticky = new StickyText(marker, text);
    LIMITS.requireComment(sticky.whole());
    issues.say(current.number(), sticky);
  }

  @Override
  public void setDraft(PullRequest current, boolean draft) {
    if (current.draft() == draft) {
      return;
    }
    Purpose purpose =
        new Purpose((draft ? "make a draft of " : "make ready ") + named(current), MAY_WRITE);
    JsonNode pull =
        client.send(RestRequest.get(repository.path() + pull(current.number()), purpose)).json();
    if (pull.path("draft").asBoolean() == draft) {
      return;
    }
    String name = draft ? "convertPullRequestToDraft" : "markPullRequestReadyForReview";
    String type = (draft ? "ConvertPullRequestToDraft" : "MarkPullRequestReadyForReview") + "Input";
    String mutation =
        "mutation($input: "
            + type
            + "!) { "
            + name
            + "(input: $input) { pullRequest { isDraft } } }";
    ObjectNode input = object().put("pullRequestId", pull.path("node_id").asText());
    graph.mutate(mutation, input, true, purpose);
  }

  @Override
  public void close(PullRequest current) {
    if (current.state() == State.OPEN) {
      patch(current, object().put("state", "closed"), "close");
    }
  }

  private JsonNode patch(PullRequest current, ObjectNode change, String doing) {
    Purpose purpose = new Purpose(doing + " " + named(current), MAY_WRITE);
    String path = repository.path() + pull(current.number());
    return client.send(RestRequest.patch(path, change, purpose)).json();
  }

  private List<JsonNode> list(String path, Purpose purpose) {
    return LinkedPages.all(client, RestRequest.get(repository.path() + path, purpose));
  }

  private static String pull(long number) {
    return "/pulls/" + number;
  }

  private static String named(PullRequest pullRequest) {
    return "pull request #" + pullRequest.number();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
