package io.sluice.recommender.serve.http;

/** The forms of metrics, as Prometheus asks for them. */
final class Metrics {
  static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private Metrics() {}
}
