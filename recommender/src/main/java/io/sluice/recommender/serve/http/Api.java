package io.sluice.recommender.serve.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.serve.answer.Answer;
import io.sluice.recommender.serve.answer.LatestAnswer;
import io.sluice.recommender.serve.answer.PolicyQuestion;
import io.sluice.recommender.serve.answer.WhatIf;
import io.sluice.recommender.serve.answer.WorkloadAnswer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;

/** The paths below {@code /api/v1}. */
final class Api {
  private static final List<String> JSON = List.of(Reply.JSON);
  private static final Set<String> PAGED = Set.of("namespace", "limit", "cursor");
  private static final Set<String> ONE = Set.of("cluster");
  private static final String WORKLOAD = "/api/v1/workloads/{namespace}/{kind}/{name}";
  private static final Set<String> POLICIES =
      Set.of(Reply.JSON, Reply.YAML, "application/x-yaml", "text/yaml");

  private final LatestAnswer answers;
  private final PolicyQuestion whatIf;

  Api(LatestAnswer answers, PolicyQuestion whatIf) {
    this.answers = answers;
    this.whatIf = whatIf;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/workloads", JSON, PAGED, this::workloads),
        Route.get(WORKLOAD, JSON, ONE, ask -> Reply.json(workload(ask).summary())),
        Route.get(
            WORKLOAD + "/recommendation", List.of(Reply.JSON, Reply.YAML), ONE, this::proposal),
        Route.get(
            "/api/v1/findings",
            JSON,
            Set.of("type", "namespace", "limit", "cursor"),
            this::findings),
        Route.get("/api/v1/edges", JSON, PAGED, this::edges),
        Route.get("/api/v1/coverage", JSON, Set.of(), ask -> Reply.json(answer().coverage())),
        Route.post("/api/v1/what-if", Set.of("mode", "cluster"), POLICIES, this::whatIf));
  }

  private Answer answer() {
    return answers
        .latest()
        .orElseThrow(
            () -> Problem.later(answers.trouble().orElse("the first answer is being made")));
  }

  private Reply workloads(Ask ask) {
    Optional<String> namespace = ask.parameter("namespace");
    return Reply.json(
        Page.of(
            "WorkloadList",
            answer().workloads(),
            one -> namespace.map(one.workload().namespace()::equals).orElse(true),
            WorkloadAnswer::summary,
            ask));
  }

  /** Clusters may each have a workload of the name. */
  private WorkloadAnswer workload(Ask ask) {
    Optional<String> cluster = ask.parameter("cluster");
    List<String> name = ask.path();
    List<WorkloadAnswer> found =
        answer().workloads().values().stream()
            .filter(one -> isNamed(one.workload(), name))
            .filter(one -> cluster.map(one.workload().cluster()::equals).orElse(true))
            .toList();
    if (found.isEmpty()) {
      throw new Problem(
          HttpStatus.NOT_FOUND_404, "no such workload; /api/v1/workloads has all of them");
    }
    if (found.size() > 1) {
      throw Problem.badRequest(
          "several clusters have such a workload: say which with ?cluster=NAME");
    }
    return found.get(0);
  }

  private static boolean isNamed(Workload workload, List<String> name) {
    return workload.namespace().equals(name.get(0))
        && workload.kind().equals(name.get(1))
        && workload.name().equals(name.get(2));
  }

  private Reply proposal(Ask ask) {
    WorkloadAnswer workload = workload(ask);
    if (ask.accept().equals(Reply.JSON)) {
      return Reply.json(workload.document());
    }
    return workload
        .yaml()
        .map(yaml -> Reply.of(Reply.YAML, yaml))
        .orElseThrow(
            () ->
                new Problem(
                    HttpStatus.NOT_FOUND_404,
                    "no policy is proposed for it; as JSON the recommendation says why"));
  }

  private Reply findings(Ask ask) {
    Optional<String> type = ask.parameter("type");
    Optional<String> namespace = ask.parameter("namespace");
    if (type.isPresent() && FindingRule.ofWord(type.get()).isEmpty()) {
      throw Problem.badRequest(
          "type is one of "
              + String.join(", ", Stream.of(FindingRule.values()).map(FindingRule::word).toList()));
    }
    return Reply.json(
        Page.of(
            "FindingList",
            answer().findings(),
            one ->
                type.map(one.rule()::equals).orElse(true)
                    && namespace.map(one.namespaces()::contains).orElse(true),
            one -> one.copy(),
            ask));
  }

  private Reply edges(Ask ask) {
    Optional<String> namespace = ask.parameter("namespace");
    Answer answer = answer();
    return Reply.json(
        Page.of(
            "EdgeList",
            answer.edges(),
            edge -> namespace.map(name -> touches(edge, name)).orElse(true),
            answer::json,
            ask));
  }

  private static boolean touches(JudgedEdge edge, String namespace) {
    return isIn(edge.edge().key().client(), namespace)
        || isIn(edge.edge().key().server(), namespace);
  }

  private static boolean isIn(Party party, String namespace) {
    return party instanceof Workload workload && workload.namespace().equals(namespace);
  }

  private Reply whatIf(Ask ask) {
    WhatIf.Mode mode =
        switch (ask.parameter("mode").orElse("replace")) {
          case "replace" -> WhatIf.Mode.REPLACE;
          case "add" -> WhatIf.Mode.ADD;
          default -> throw Problem.badRequest("mode is one of replace, add");
        };
    Answer answer = answer();
    try {
      ObjectNode report = whatIf.ask(answer, mode, ask.parameter("cluster").orElse(""), ask.body());
      return Reply.json(report);
    } catch (UnusableInputException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
