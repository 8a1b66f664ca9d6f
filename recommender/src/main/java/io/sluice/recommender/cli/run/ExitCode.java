package io.sluice.recommender.cli.run;

/** What a process ends with; the same table for every command. */
public enum ExitCode {
  DONE(0, "done; no finding reached --fail-on, no expectation failed"),
  FINDING(
      1,
      "done; a finding listed in --fail-on was found, an expectation of test failed, or a"
          + " difference with --exit-code or --verify"),
  USAGE(2, "wrong usage or configuration; nothing was done"),
  INPUT(3, "input that cannot be used"),
  COVERAGE(4, "coverage or quality of the input below what was asked"),
  OUTSIDE(5, "an outside system failed, such as the file system, a storage account or a broker"),
  BUG(70, "a bug in Sluice"),
  INTERRUPTED(130, "interrupted; partial output was removed"),
  TERMINATED(143, "terminated; partial output was removed");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  public String meaning() {
    return meaning;
  }
}
