package io.sluice.recommender.pr.github;

import io.sluice.recommender.pr.rest.UrlText;
import java.net.URI;

/**
 * Where a repository is asked about.
 *
 * @param rest base of the REST interface, such as {@code https://api.github.com}
 * @param graphql URL of the GraphQL interface
 * @param owner user or organization
 * @param name without {@code .git}
 */
public record GithubRepository(URI rest, URI graphql, String owner, String name) {
  /** On github.com, on Enterprise Cloud with its own subdomain of ghe.com, or on a server. */
  public static GithubRepository on(String host, String owner, String name) {
    if (host.equals("github.com")) {
      return of("https://api.github.com", "https://api.github.com/graphql", owner, name);
    }
    if (host.endsWith(".ghe.com")) {
      return of("https://api." + host, "https://api." + host + "/graphql", owner, name);
    }
    return of("https://" + host + "/api/v3", "https://" + host + "/api/graphql", owner, name);
  }

  /** With the URL of its REST interface, as GITHUB_API_URL has it. */
  public static GithubRepository at(URI rest, String owner, String name) {
    String base = rest.toString();
    boolean server = base.endsWith("/api/v3");
    String graphql = server ? base.substring(0, base.length() - 2) + "graphql" : base + "/graphql";
    return of(base, graphql, owner, name);
  }

  private static GithubRepository of(String rest, String graphql, String owner, String name) {
    return new GithubRepository(URI.create(rest), URI.create(graphql), owner, name);
  }

  String path() {
    return "/repos/" + UrlText.segment(owner) + "/" + UrlText.segment(name);
  }

  String fullName() {
    return owner + "/" + name;
  }
}
