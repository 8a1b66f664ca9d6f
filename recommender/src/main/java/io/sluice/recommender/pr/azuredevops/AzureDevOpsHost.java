package io.sluice.recommender.pr.azuredevops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

/** Pull requests on Azure DevOps: tags are its labels, threads hold its comments. */
public final class AzureDevOpsHost implements PullRequestHost {
  /** Azure DevOps takes 4,000 characters of a description, 400 of a title. */
  public static final HostLimits LIMITS = new HostLimits(390, 4_000, 60_000);

  private static final String VERSION = "?api-version=7.1";
  private static final String MAY_WRITE = "Contribute to pull requests";
  private static final String MAY_READ = "Read";

  private final AzureDevOpsRepository repository;
  private final List<String> reviewers;
  private final AzurePulls pulls;
  private final AzureThreads threads;
  private final RestClient client;
  private final AzureLists lists;

  /**
   * Pull requests of one repository.
   *
   * @param reviewers ids of people and groups that are asked to review what is opened
   */
  public AzureDevOpsHost(
      AzureDevOpsRepository repository,
      SortedSet<String> reviewers,
      Token token,
      Patience patience) {
    this.repository = repository;
    this.reviewers = List.copyOf(reviewers);
    this.pulls = new AzurePulls(repository);
    this.client = new RestClient(repository.collection(), token, new AzureDevOpsRules(), patience);
    this.lists = new AzureLists(client);
    this.threads = new AzureThreads(client, lists, repository.path());
  }

  @Override
  public String word() {
    return "azure-devops";
  }

  @Override
  public HostLimits limits() {
    return LIMITS;
  }

  /**
   * Lists show only the beginning of a description, so the one that is meant is asked for again.
   */
  @Override
  public Optional<PullRequest> find(String branch) {
    String query =
        "&searchCriteria.status=all&searchCriteria.sourceRefName="
            + UrlText.segment(AzurePulls.BRANCHES + branch);
    Purpose purpose = new Purpose("look for the pull request of " + branch, MAY_READ);
    return Found.choose(
            lists.paged(path() + VERSION + query, purpose).stream()
                .filter(AzurePulls::isOurs)
                .map(pulls::found)
                .filter(found -> found.pullRequest().branch().equals(branch))
                .toList())
        .map(found -> now(found.number(), purpose));
  }

  @Override
  public List<PullRequest> openUnder(String branchPrefix) {
    Purpose purpose = new Purpose("list the open pull requests", MAY_READ);
    return lists.paged(path() + VERSION + "&searchCriteria.status=active", purpose).stream()
        .filter(AzurePulls::isOurs)
        .map(pulls::pullRequest)
        .filter(pull -> pull.branch().startsWith(branchPrefix))
        .sorted(Comparator.comparing(PullRequest::branch).thenComparing(PullRequest::number))
        .map(pull -> now(pull.number(), purpose))
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
    return pulls.pullRequest(answer.json()).withLabels(wanted.labels());
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
            .put("sourceRefName", AzurePulls.BRANCHES + wanted.branch())
            .put("targetRefName", AzurePulls.BRANCHES + wanted.base())
            .put("title", wanted.title())
            .put("description", wanted.body())
            .put("isDraft", wanted.draft());
    ArrayNode labels = body.putArray("labels");
    wanted.labels().forEach(label -> labels.addObject().put("name", label));
    ArrayNode asked = body.putArray("reviewers");
    reviewers.forEach(id -> asked.addObject().put("id", id));
    Purpose purpose =
        new Purpose(
            "open the pull request of " + wanted.branch(),
            MAY_WRITE + ", for new labels Create tag definition");
    return RestRequest.post(path() + VERSION, body, purpose);
  }

  @Override
  public PullRequest update(PullRequest current, String title, String body) {
    LIMITS.require(title, body);
    if (current.title().equals(title) && StickyText.same(current.body(), body)) {
      return current;
    }
    ObjectNode change = object().put("title", title).put("description", body);
    return pulls.pullRequest(patch(current, change, "update")).withLabels(current.labels());
  }

  @Override
  public void label(PullRequest current, SortedSet<String> labels, String own) {
    change(current, labels, Optional.of(own));
  }

  /** Adds labels, and takes away others that are ours, if any may be. */
  private void change(PullRequest current, SortedSet<String> wanted, Optional<String> own) {
    String path = one(current.number()) + "/labels";
    Purpose purpose =
        new Purpose(
            "label " + named(current), MAY_WRITE + ", for new labels Create tag definition");
    List<JsonNode> there = lists.whole(path + VERSION, purpose);
    List<String> names = there.stream().map(label -> RestAnswer.text(label, "name")).toList();
    LabelChange change = LabelChange.ignoringCase(names, wanted, own.orElse(""));
    for (String label : change.add()) {
      // To add a label twice is to add it once.
      ObjectNode body = object().put("name", label);
      send(RestRequest.post(path + VERSION, body, purpose).thatMayBeRepeated());
    }
    for (JsonNode label : there) {
      if (own.isPresent() && change.remove().contains(RestAnswer.text(label, "name"))) {
        String id = UrlText.segment(RestAnswer.text(label, "id"));
        send(RestRequest.delete(path + "/" + id + VERSION, purpose));
      }
    }
  }

  @Override
  public void comment(PullRequest current, String marker, String text) {
    StickyText sticky = new StickyText(marker, text);
    LIMITS.requireComment(sticky.whole());
    threads.say(current.number(), sticky, new Purpose("comment on " + named(current), MAY_WRITE));
  }

  @Override
  public void setDraft(PullRequest current, boolean draft) {
    if (current.draft() != draft) {
      patch(current, object().put("isDraft", draft), "set the draft state of");
    }
  }

  @Override
  public void close(PullRequest current) {
    if (current.state() == State.OPEN) {
      patch(current, object().put("status", "abandoned"), "abandon");
    }
  }

  private PullRequest now(long number, Purpose purpose) {
    return pulls.pullRequest(send(RestRequest.get(one(number) + VERSION, purpose)));
  }

  private JsonNode patch(PullRequest current, ObjectNode change, String doing) {
    Purpose purpose = new Purpose(doing + " " + named(current), MAY_WRITE);
    return send(RestRequest.patch(one(current.number()) + VERSION, change, purpose));
  }

  private JsonNode send(RestRequest request) {
    return client.send(request).json();
  }

  private String path() {
    return repository.path() + "/pullrequests";
  }

  private String one(long number) {
    return repository.path() + "/pullRequests/" + number;
  }

  private static String named(PullRequest pullRequest) {
    return "pull request !" + pullRequest.number();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
