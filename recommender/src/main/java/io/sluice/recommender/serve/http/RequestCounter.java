package io.sluice.recommender.serve.http;

/** Is told of every reply of a route; any thread's. */
public interface RequestCounter {
  void count(String method, int status);
}
