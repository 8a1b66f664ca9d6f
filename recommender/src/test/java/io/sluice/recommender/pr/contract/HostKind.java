package io.sluice.recommender.pr.contract;

import io.sluice.recommender.pr.fake.FakeAzureDevOps;
import io.sluice.recommender.pr.fake.FakeGithub;
import io.sluice.recommender.pr.fake.FakeGitlab;
import io.sluice.recommender.pr.fake.FakeHost;

/** The three hosts. */
public enum HostKind {
  GITHUB,
  GITLAB,
  AZURE_DEVOPS;

  public FakeHost start() {
    return switch (this) {
      case GITHUB -> new FakeGithub();
      case GITLAB -> new FakeGitlab();
      case AZURE_DEVOPS -> new FakeAzureDevOps();
    };
  }
}
