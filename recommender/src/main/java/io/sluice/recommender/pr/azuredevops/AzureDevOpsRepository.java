package io.sluice.recommender.pr.azuredevops;

import io.sluice.recommender.pr.rest.UrlText;
import java.net.URI;

/**
 * Where a repository is asked about.
 *
 * @param collection base of the organization or collection, such as {@code
 *     https://dev.azure.com/contoso}
 * @param project name or id
 * @param name of the repository, or its id
 */
public record AzureDevOpsRepository(URI collection, String project, String name) {
  String path() {
    return "/" + UrlText.segment(project) + "/_apis/git/repositories/" + UrlText.segment(name);
  }

  /** Where people see a pull request. */
  String web(long number) {
    return collection
        + "/"
        + UrlText.segment(project)
        + "/_git/"
        + UrlText.segment(name)
        + "/pullrequest/"
        + number;
  }
}
