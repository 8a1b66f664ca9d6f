package io.sluice.recommender.cli;

/** The entry point of {@code sluice}. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    throw new IllegalStateException("stub");
  }
}
