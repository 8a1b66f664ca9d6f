package io.sluice.recommender.pr.gitlab;

import io.sluice.recommender.pr.rest.UrlText;
import java.net.URI;

/**
 * Where a project is asked about.
 *
 * @param api base of the interface, such as {@code https://gitlab.com/api/v4}
 * @param fullPath groups and project, such as {@code platform/network/policies}
 */
public record GitlabProject(URI api, String fullPath) {
  public static GitlabProject on(String host, String fullPath) {
    return new GitlabProject(URI.create("https://" + host + "/api/v4"), fullPath);
  }

  String path() {
    return "/projects/" + UrlText.segment(fullPath);
  }
}
