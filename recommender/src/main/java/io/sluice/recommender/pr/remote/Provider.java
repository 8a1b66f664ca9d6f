package io.sluice.recommender.pr.remote;

/** What kind of host a repository is on. */
public enum Provider {
  /** Told from the URL. */
  AUTO("auto"),
  /** Branches only, no pull requests. */
  GIT("git"),
  GITHUB("github"),
  GITLAB("gitlab"),
  AZURE_DEVOPS("azure-devops");

  private final String word;

  Provider(String word) {
    this.word = word;
  }

  /** As on the command line. */
  public String word() {
    return word;
  }

  @Override
  public String toString() {
    return word;
  }
}
