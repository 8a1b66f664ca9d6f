package io.sluice.recommender.pr.fake;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.sluice.recommender.pr.host.PullRequestHost;
import io.sluice.recommender.pr.rest.Patience;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A host of pull requests with a memory, on a port of this machine. */
public abstract class FakeHost implements AutoCloseable {
  /** What the fake wants to see; no message may ever show it. */
  public static final String SECRET = "s3cr3t-that-nobody-may-see";

  private final WireMockServer server;
  private final TreeMap<Long, FakePull> pulls = new TreeMap<>();
  private boolean losesNextWrite;
  private long lastComment = 100;

  /** How many items a page has at most, whatever is asked for. */
  public int pageSize = 100;

  protected FakeHost() {
    server =
        new WireMockServer(
            options().dynamicPort().bindAddress("127.0.0.1").extensions(new Memory()));
    server.start();
    server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse()));
  }

  /** The real client of this host. */
  public abstract PullRequestHost client(Patience patience);

  /** Base of its REST interface, as {@code pullRequests.apiUrl} has it. */
  public abstract URI apiUrl();

  /** Where its web interface has the repository, below the server. */
  public abstract String path();

  /** The status with which this host refuses what a request says. */
  public abstract int refusedStatus();

  abstract boolean knows(Map<String, String> headers);

  abstract Reply reply(Asked asked);

  /** For stubs that come before the memory: faults. */
  public WireMockServer server() {
    return server;
  }

  protected URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** Adds a pull request that somebody opened. */
  public FakePull add(String branch, String base, String title, String body) {
    long number = pulls.isEmpty() ? 1 : pulls.lastKey() + 1;
    FakePull pull = new FakePull(number, branch, base, title, body);
    pulls.put(number, pull);
    return pull;
  }

  /** Adds a comment that somebody wrote. */
  public void say(FakePull pull, String text) {
    pull.comments.put(++lastComment, text);
  }

  public List<FakePull> all() {
    return List.copyOf(pulls.values());
  }

  FakePull pull(long number) {
    return pulls.get(number);
  }

  /** The next write is done, and its answer lost. */
  public void loseNextWrite() {
    losesNextWrite = true;
  }

  /** Requests so far that were not only to read, as {@code METHOD path}. */
  public List<String> writes() {
    List<String> writes = new ArrayList<>();
    for (Asked asked : requests()) {
      if (!asked.method().equals("GET")) {
        writes.add(asked.method() + " " + asked.path());
      }
    }
    return writes;
  }

  /** All requests so far, in order. */
  public List<Asked> requests() {
    List<ServeEvent> events = new ArrayList<>(server.getAllServeEvents());
    Collections.reverse(events);
    return events.stream().map(event -> Asked.of(event.getRequest())).toList();
  }

  public void forgetRequests() {
    server.resetRequests();
  }

  @Override
  public void close() {
    server.stop();
  }

  private ResponseDefinition answer(ServeEvent event) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    event.getRequest().getHeaders().all().forEach(h -> headers.put(h.key(), h.firstValue()));
    Asked asked = Asked.of(event.getRequest());
    Reply reply = knows(headers) ? reply(asked) : Reply.message(401, "Bad credentials");
    ResponseDefinitionBuilder response = aResponse().withStatus(reply.status());
    response.withHeader("Content-Type", "application/json; charset=utf-8");
    reply.headers().forEach(response::withHeader);
    response.withBody(text(reply.json()));
    if (losesNextWrite && !asked.method().equals("GET")) {
      losesNextWrite = false;
      response.withFault(Fault.CONNECTION_RESET_BY_PEER);
    }
    return response.build();
  }

  /** Pages link to each other by URLs that name another server, as behind a proxy. */
  Reply page(Asked asked, List<? extends JsonNode> all) {
    int page = Integer.parseInt(asked.query().getOrDefault("page", "1"));
    int from = Math.min((page - 1) * pageSize, all.size());
    int to = Math.min(from + pageSize, all.size());
    Map<String, String> headers =
        to < all.size()
            ? Map.of(
                "Link",
                "<https://inside.example/first?page=1>; rel=\"first\", <https://inside.example"
                    + asked.path()
                    + "?"
                    + queryOf(asked, page + 1)
                    + ">; rel=\"next\"")
            : Map.of();
    return new Reply(200, Reply.array(all.subList(from, to)), headers);
  }

  private static String queryOf(Asked asked, int page) {
    StringBuilder query = new StringBuilder("page=" + page);
    asked
        .query()
        .forEach(
            (name, value) -> {
              if (!name.equals("page")) {
                query
                    .append('&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
              }
            });
    return query.toString();
  }

  private static String text(JsonNode json) {
    return json.isMissingNode() ? "" : json.toString();
  }

  private final class Memory implements ResponseDefinitionTransformerV2 {
    @Override
    public ResponseDefinition transform(ServeEvent event) {
      boolean fault =
          event.getStubMapping().getPriority() != null && event.getStubMapping().getPriority() < 10;
      return fault ? event.getResponseDefinition() : answer(event);
    }

    @Override
    public String getName() {
      return "memory";
    }
  }
}
