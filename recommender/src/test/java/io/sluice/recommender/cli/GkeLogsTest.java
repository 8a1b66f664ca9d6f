package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network policy log of GKE through the commands. */
final class GkeLogsTest {
  private static final String WEB = end("web-6d8f7c9b5d", "x2x4z");
  private static final String JOB = end("job-7c9d8f6b54", "p7zrq");
  private static final String DB = end("db-5b8d7f6c49", "q2xvz");

  private static final String LOG =
      record("10.4.1.7", WEB, "allow", 1, 1)
          + record("10.4.1.7", WEB, "allow", 1, 2)
          + record("10.4.1.8", JOB, "deny", 4, 3);

  @TempDir Path folder;

  private PolicyVerdictWorld world;

  @BeforeEach
  void cluster() {
    world = new PolicyVerdictWorld(folder);
  }

  private static String end(String replicaSet, String ending) {
    return """
        {"pod_name":"%1$s-%2$s","pod_namespace":"shop","namespace":"shop",\
        "workload_kind":"ReplicaSet","workload_name":"%1$s"}"""
        .formatted(replicaSet, ending);
  }

  private static String record(String from, String source, String verdict, int count, int minute) {
    return """
        {"connection":{"src_ip":"%s","dest_ip":"10.4.1.9","src_port":50001,"dest_port":5432,\
        "protocol":"tcp","direction":"ingress"},"disposition":"%s","src":%s,"dest":%s,"count":%d,\
        "node_name":"n1","timestamp":"2026-11-02T10:%02d:00.5Z"}
        """
        .formatted(from, verdict, source, DB, count, minute);
  }

  @Test
  void recordedDispositionsAgreeWithThePoliciesThatMadeThem() {
    JsonNode answer = world.run("inspect", LOG).json();

    assertThat(answer.path("agreement").path("comparedEdges").asInt()).isEqualTo(2);
    assertThat(answer.path("agreement").path("agreeingEdges").asInt()).isEqualTo(2);
    assertThat(answer.path("files").path(0).path("format").asText()).isEqualTo("gke-policy");
  }

  @Test
  void aDispositionThatThePoliciesDoNotExplainDisagrees() {
    JsonNode answer = world.run("inspect", LOG.replace("deny", "allow")).json();

    assertThat(answer.path("agreement").path("comparedEdges").asInt()).isEqualTo(2);
    assertThat(answer.path("agreement").path("agreeingEdges").asInt()).isEqualTo(1);
  }

  @Test
  void flowsCountsConnectionsNotRecords() {
    CommandRun run = world.run("flows", LOG);

    assertThat(run.json().path("edges")).hasSize(2);
    assertThat(run.json().findValuesAsText("connections")).containsExactlyInAnyOrder("2", "4");
    assertThat(run.err()).contains("gke-policy 1", "3 records · used 3 · skipped 0");
  }

  @Test
  void aPolicyThatShutsTheWebOutWouldDenyWhatTheLogShows() {
    Path policies = folder.resolve("shut.yaml");
    PolicyWorld.write(
        policies,
        """
        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: db, namespace: shop},
         spec: {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress], ingress: []}}
        """);

    CommandRun run = world.run("check", LOG, "--policies", policies);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.json().path("findings").findValuesAsText("rule")).contains("would-deny");
  }

  /** What no policy selects is not logged, so nothing is known of it. */
  @Test
  void directionsThatSuchALogCannotShowAreHeldOpen() {
    CommandRun run = world.run("recommend", LOG);

    assertThat(hold(run.json(), "db", "ingress")).isEqualTo("partial-source");
    assertThat(hold(run.json(), "db", "egress")).isEqualTo("blind-source");
    assertThat(hold(run.json(), "web", "egress")).isEqualTo("blind-source");
    assertThat(world.run("recommend", LOG, "--accept-partial").json().findValuesAsText("state"))
        .contains("proposed");
  }

  private static String hold(JsonNode answer, String workload, String direction) {
    for (JsonNode proposal : answer.path("workloads")) {
      if (proposal.path("name").asText().equals(workload)) {
        for (JsonNode hold : proposal.path("heldOpen")) {
          if (hold.path("direction").asText().equalsIgnoreCase(direction)) {
            return hold.path("reason").asText();
          }
        }
      }
    }
    throw new AssertionError("no hold of " + workload + " " + direction + ": " + answer);
  }
}
