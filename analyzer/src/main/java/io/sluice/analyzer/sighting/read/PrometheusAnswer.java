package io.sluice.analyzer.sighting.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.document.BrokenFileException;
import io.sluice.analyzer.document.Tokens;
import io.sluice.analyzer.document.Tokens.Token;
import io.sluice.analyzer.sighting.ClusterSightings;
import io.sluice.analyzer.sighting.SightingFold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Answers of Prometheus to range queries for {@code kube_pod_info}, {@code kube_pod_labels} and
 * {@code kube_pod_owner}, one or several in a file:
 *
 * <pre>{"status":"success","data":{"resultType":"matrix","result":[
 *   {"metric":{"__name__":"kube_pod_info","pod":"cart-0",…},"values":[[1730660700,"1"],…]}]}}</pre>
 *
 * <p>See https://prometheus.io/docs/prometheus/latest/querying/api/#range-vectors
 */
final class PrometheusAnswer {
  private final String file;
  private final Tokens tokens;
  private final SightingFold fold;

  /** Samples wait for the end of the answer: only all of them together show the step. */
  private final List<PodSeries> waiting = new ArrayList<>();

  private long stepMillis = Long.MAX_VALUE;

  PrometheusAnswer(String file, Tokens tokens, SightingFold fold) {
    this.file = file;
    this.tokens = tokens;
    this.fold = fold;
  }

  void readAll() {
    for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
      if (token == Token.OBJECT_START) {
        answer();
      } else if (token == Token.VALUE) {
        fold.problem(
            file, tokens.line(), "a bare value where an answer of Prometheus was expected");
      }
    }
  }

  private void answer() {
    int line = tokens.line();
    String error = "";
    boolean failed = false;
    for (Token token = tokens.next(); token != Token.OBJECT_END; token = tokens.next()) {
      String key = tokens.key();
      Token first = tokens.next();
      if (key.equals("data") && first == Token.OBJECT_START) {
        data();
      } else if (key.equals("warnings") && first == Token.ARRAY_START) {
        warnings();
      } else if (key.equals("error") && first == Token.VALUE) {
        error = tokens.value().asText("");
      } else if (key.equals("status") && first == Token.VALUE) {
        failed = tokens.value().asText("").equals("error");
      } else {
        tokens.skip(first);
      }
    }
    if (failed) {
      throw new BrokenFileException(
          line, "Prometheus answered with an error: " + error + "; ask again", false);
    }
    long gap = ClusterSightings.gapMillis(stepMillis == Long.MAX_VALUE ? 0 : stepMillis);
    waiting.forEach(series -> series.handOver(gap));
    waiting.clear();
    stepMillis = Long.MAX_VALUE;
  }

  /** What the server says of its own answer, such as that a part of its stores did not answer. */
  private void warnings() {
    for (Token token = tokens.next(); token != Token.ARRAY_END; token = tokens.next()) {
      if (token == Token.VALUE) {
        fold.problem(file, tokens.line(), "Prometheus warns: " + tokens.value().asText(""));
      } else {
        tokens.skip(token);
      }
    }
  }

  private void data() {
    for (Token token = tokens.next(); token != Token.OBJECT_END; token = tokens.next()) {
      String key = tokens.key();
      Token first = tokens.next();
      if (key.equals("resultType") && first == Token.VALUE) {
        String type = tokens.value().asText("");
        if (!type.equals("matrix") && !type.equals("vector")) {
          throw new BrokenFileException(
              tokens.line(), "resultType must be \"matrix\", but is \"" + type + "\"", false);
        }
      } else if (key.equals("result") && first == Token.ARRAY_START) {
        for (Token item = tokens.next(); item != Token.ARRAY_END; item = tokens.next()) {
          if (item == Token.OBJECT_START) {
            series();
          } else {
            tokens.skip(item);
            fold.problem(file, tokens.line(), "a series that is no map; not used");
          }
        }
      } else {
        tokens.skip(first);
      }
    }
  }

  private void series() {
    int line = tokens.line();
    Map<String, String> labels = new HashMap<>();
    long[] times = new long[0];
    for (Token token = tokens.next(); token != Token.OBJECT_END; token = tokens.next()) {
      String key = tokens.key();
      Token first = tokens.next();
      if (key.equals("metric") && first == Token.OBJECT_START) {
        metric(labels);
      } else if (key.equals("values") && first == Token.ARRAY_START) {
        times = samples();
      } else if (key.equals("value") && first == Token.ARRAY_START) {
        times = sample().stream().toArray();
      } else {
        tokens.skip(first);
      }
    }
    take(labels, times, line);
  }

  private void metric(Map<String, String> labels) {
    for (Token token = tokens.next(); token != Token.OBJECT_END; token = tokens.next()) {
      String key = tokens.key();
      Token first = tokens.next();
      if (first == Token.VALUE && tokens.value().isTextual()) {
        labels.put(key, tokens.value().textValue());
      } else {
        fold.problem(file, tokens.line(), "the label \"" + key + "\" is no text; left out");
        tokens.skip(first);
      }
    }
  }

  private long[] samples() {
    long[] times = new long[64];
    int count = 0;
    for (Token token = tokens.next(); token != Token.ARRAY_END; token = tokens.next()) {
      if (token != Token.ARRAY_START) {
        fold.problem(file, tokens.line(), "a sample that is no list; not used");
        tokens.skip(token);
        continue;
      }
      OptionalLong time = sample();
      if (time.isPresent()) {
        times = count == times.length ? Arrays.copyOf(times, 2 * count) : times;
        times[count++] = time.getAsLong();
      }
    }
    long[] sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The time of a sample whose list was opened; none where it says that the pod was not there. */
  private OptionalLong sample() {
    int line = tokens.line();
    JsonNode time = null;
    JsonNode value = null;
    for (Token token = tokens.next(); token != Token.ARRAY_END; token = tokens.next()) {
      if (token != Token.VALUE) {
        tokens.skip(token);
      } else if (time == null) {
        time = tokens.value();
      } else {
        value = tokens.value();
      }
    }
    OptionalLong millis =
        time == null || !time.isNumber()
            ? OptionalLong.empty()
            : SightingTimes.ofSeconds(time.doubleValue());
    if (millis.isEmpty() || value == null || !value.isTextual()) {
      fold.problem(
          file,
          line,
          "a sample must be [seconds since 1970, \"value\"] between 2014 and 2100, but is ["
              + time
              + ", "
              + value
              + "]; not used");
      return OptionalLong.empty();
    }
    return value.textValue().equals("0") || value.textValue().equals("NaN")
        ? OptionalLong.empty()
        : millis;
  }

  private void take(Map<String, String> labels, long[] times, int line) {
    PodSeries series = new PodSeries(labels, times);
    for (int i = 1; i < times.length; i++) {
      if (times[i] > times[i - 1]) {
        stepMillis = Math.min(stepMillis, times[i] - times[i - 1]);
      }
    }
    if (!series.isOfPods()) {
      fold.otherTable(labels.getOrDefault("__name__", "a metric without a name"));
    } else if (!series.namesPod()) {
      fold.problem(file, line, "a series without the labels namespace and pod; not used");
    } else if (times.length > 0) {
      ClusterSightings cluster = fold.cluster(labels.getOrDefault("cluster", ""), "");
      if (series.isInfo() && series.label("pod_ip").isEmpty()) {
        fold.withoutAddress();
      } else if (series.isInfo() && series.address().isEmpty()) {
        fold.problem(
            file,
            line,
            "pod_ip must be an IP address, but is \"" + series.label("pod_ip") + "\"; not used");
      } else {
        series.describe(cluster);
        if (series.isInfo()) {
          waiting.add(series);
        }
      }
    }
  }
}
