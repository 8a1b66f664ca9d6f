package io.sluice.recommender.pr.contract;

import io.sluice.recommender.pr.fake.FakeAzureDevOps;
import io.sluice.recommender.pr.fake.FakeGithub;
import io.sluice.recommender.pr.fake.FakeGitlab;
import io.sluice.recommender.pr.fake.FakeHost;
import java.util.function.Supplier;

/** The three hosts. */
enum HostKind {
  GITHUB(FakeGithub::new),
  GITLAB(FakeGitlab::new),
  AZURE_DEVOPS(FakeAzureDevOps::new);

  private final Supplier<FakeHost> fake;

  HostKind(Supplier<FakeHost> fake) {
    this.fake = fake;
  }

  FakeHost start() {
    return fake.get();
  }
}
