package io.sluice.recommender.pr.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** A pull request in a fake host's memory. */
public final class FakePull {
  public final long number;
  public final String branch;
  public final String base;
  public String title;
  public String body;
  public boolean draft;
  public String state = "open";
  public String ended = "";
  public boolean fromFork;
  public final List<String> labels = new ArrayList<>();

  /** By id. */
  public final TreeMap<Long, String> comments = new TreeMap<>();

  FakePull(long number, String branch, String base, String title, String body) {
    this.number = number;
    this.branch = branch;
    this.base = base;
    this.title = title;
    this.body = body;
  }

  /** Somebody closed it, or merged it. */
  public FakePull end(String state, String ended) {
    this.state = state;
    this.ended = ended;
    return this;
  }

  boolean isOpen() {
    return state.equals("open");
  }

  /** Forty hexadecimal digits, another for each. */
  String head() {
    return String.format(Locale.ROOT, "%040x", number);
  }
}
