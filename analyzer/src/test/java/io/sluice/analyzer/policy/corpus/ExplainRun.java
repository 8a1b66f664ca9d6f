package io.sluice.analyzer.policy.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.AllowedBy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.DeniedBy;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.ingest.IpAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Explanations of np-guard: which policies decide a connection, per direction.
 *
 * <p>Of those that admit it names all, the evaluator the first; of those that isolate without
 * admitting both name all.
 */
final class ExplainRun {
  private final Path folder;
  private final EngineProfile engine;
  private final Map<String, CorpusWorld> worlds = new HashMap<>();
  private final List<String> disagreements = new ArrayList<>();
  private final UnaryOperator<Pod> pods;
  private int directions;

  /**
   * Nothing compared yet.
   *
   * @param pods how pods are seen; the identity, or {@link CorpusWorld#asOrdinaryPod}
   */
  ExplainRun(Path folder, EngineProfile engine, UnaryOperator<Pod> pods) {
    this.folder = folder;
    this.engine = engine;
    this.pods = pods;
  }

  List<String> disagreements() {
    return disagreements;
  }

  /** Directions of connections that were compared. */
  int directions() {
    return directions;
  }

  /** Whether we say the same of every connection that a record is about. */
  boolean agrees(JsonNode line) {
    int before = disagreements.size();
    check(line);
    return disagreements.size() == before;
  }

  private void check(JsonNode line) {
    CorpusWorld world =
        worlds.computeIfAbsent(
            line.path("manifests_dir").asText(),
            w -> new CorpusWorld(folder.resolve(w), engine, pods));
    for (Subject source : ends(world, line.path("src").asText())) {
      for (Subject destination : ends(world, line.path("dst").asText())) {
        for (Map.Entry<String, JsonNode> ports : line.path("ports").properties()) {
          Protocol protocol = Protocol.ofWord(ports.getKey()).orElseThrow();
          for (JsonNode range : ports.getValue()) {
            for (JsonNode port : range) {
              Verdict verdict =
                  world
                      .evaluator()
                      .evaluate(
                          new Connection(source, destination, protocol.number(), port.asInt()));
              compare(line, verdict, source + " -> " + destination + " " + protocol + "/" + port);
            }
          }
        }
      }
    }
  }

  private void compare(JsonNode line, Verdict verdict, String what) {
    if (verdict instanceof Verdict.NotEvaluated open) {
      disagreements.add(what + ": " + open.kind());
    } else if (verdict.allowed() != line.path("verdict").asText().equals("allow")) {
      disagreements.add(what + ": " + verdict);
    } else if (verdict instanceof Verdict.Allowed allowed) {
      compare(line.path("egress"), allowed.egress(), what + " egress");
      compare(line.path("ingress"), allowed.ingress(), what + " ingress");
    } else if (verdict instanceof Verdict.Denied denied) {
      compare(line.path("egress"), denied.egress(), what + " egress");
      compare(line.path("ingress"), denied.ingress(), what + " ingress");
    }
  }

  private void compare(JsonNode expected, DirectionVerdict verdict, String what) {
    directions++;
    Set<String> policies = new HashSet<>();
    expected.path("policies").forEach(p -> policies.add(p.asText()));
    boolean same =
        verdict.allows() == expected.path("verdict").asText().equals("allow")
            && (verdict instanceof AllowedBy by
                ? policies.contains(title(by.rule().policy()))
                : verdict instanceof DeniedBy by
                    ? policies.equals(titles(by.isolating()))
                    : policies.isEmpty());
    if (!same) {
      disagreements.add(what + ": " + verdict.because() + ", but should be " + expected);
    }
  }

  private static Set<String> titles(List<NetworkPolicy> policies) {
    Set<String> titles = new HashSet<>();
    policies.forEach(p -> titles.add(title(p)));
    return titles;
  }

  private static String title(NetworkPolicy policy) {
    return "NetworkPolicy " + policy.title();
  }

  /** A pod's or workload's ends, or the first and last address of a range. */
  private static List<Subject> ends(CorpusWorld world, String text) {
    if (!text.endsWith("[External]")) {
      List<Subject> ends = world.ends(text);
      if (ends.isEmpty()) {
        throw new IllegalArgumentException("no such end: " + text);
      }
      return ends;
    }
    String[] range = text.substring(0, text.length() - "[External]".length()).split("-", -1);
    List<Subject> ends = new ArrayList<>();
    for (String address : range) {
      ends.add(new Subject.OfAddress(IpAddress.parse(address).orElseThrow()));
    }
    return ends;
  }
}
