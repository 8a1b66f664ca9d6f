/**
 * Azure DevOps as a host of pull requests: the service, its older addresses, and the server.
 *
 * <p>Read {@link io.sluice.recommender.pr.azuredevops.AzureDevOpsHost} first.
 *
 * @see <a href="https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests">Pull
 *     requests, REST 7.1</a>
 */
@NullMarked
package io.sluice.recommender.pr.azuredevops;

import org.jspecify.annotations.NullMarked;
