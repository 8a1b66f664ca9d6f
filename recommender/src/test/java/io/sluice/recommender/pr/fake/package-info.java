/**
 * Hosts of pull requests on this machine: WireMock servers with a memory, which answer in the
 * shapes that GitHub, GitLab and Azure DevOps publish. They are ours, not recordings: no live host
 * was asked.
 *
 * <p>Read {@link io.sluice.recommender.pr.fake.FakeHost} first.
 */
@NullMarked
package io.sluice.recommender.pr.fake;

import org.jspecify.annotations.NullMarked;
