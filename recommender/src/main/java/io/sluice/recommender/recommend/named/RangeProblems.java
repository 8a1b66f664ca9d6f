package io.sluice.recommender.recommend.named;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** All that is wrong with files of named ranges, in the order of reading. */
public final class RangeProblems {
  private final List<String> problems = new ArrayList<>();
  private final Function<IOException, String> words;

  /**
   * None yet.
   *
   * @param words says why a file cannot be read
   */
  public RangeProblems(Function<IOException, String> words) {
    this.words = words;
  }

  void add(String problem) {
    problems.add(problem);
  }

  String reason(IOException e) {
    return words.apply(e);
  }

  /** What was found so far. */
  public List<String> found() {
    return List.copyOf(problems);
  }
}
