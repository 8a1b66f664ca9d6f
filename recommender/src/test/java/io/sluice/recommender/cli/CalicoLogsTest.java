package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow log of Calico through the commands: aggregated where it let through, as by default. */
final class CalicoLogsTest {
  private static final String LOG =
      record("web-6d8f7c9b5d", "x2x4z", "allow", "src")
          + record("web-6d8f7c9b5d", "x2x4z", "allow", "dst")
          + record("job-7c9d8f6b54", "p7zrq", "deny", "dst");

  @TempDir Path folder;

  private PolicyVerdictWorld world;

  @BeforeEach
  void cluster() {
    world = new PolicyVerdictWorld(folder);
  }

  /** Denied ones name the pods; the labels that would tell the Deployment are left out here. */
  private static String record(String stem, String ending, String action, String reporter) {
    boolean named = action.equals("deny");
    return """
        {"start_time":1793613600,"end_time":1793613900,"source_ip":null,"source_name":"%s",\
        "source_name_aggr":"%s-*","source_namespace":"shop","source_port":null,\
        "source_type":"wep","source_labels":null,"dest_ip":null,"dest_name":"-",\
        "dest_name_aggr":"db-5b8d7f6c49-*","dest_namespace":"shop","dest_port":5432,\
        "dest_type":"wep","dest_labels":null,"proto":"tcp","action":"%s","reporter":"%s",\
        "bytes_in":300,"bytes_out":300,"packets_in":9,"packets_out":9,"num_flows":2,\
        "num_flows_started":2,"num_flows_completed":2,"host":"n1"}
        """
        .formatted(named ? stem + "-" + ending : "-", stem, action, reporter);
  }

  @Test
  void recordedActionsAgreeWithThePoliciesThatMadeThem() {
    JsonNode answer = world.run("inspect", LOG).json();

    assertThat(answer.path("files").path(0).path("format").asText()).isEqualTo("calico");
    assertThat(answer.path("agreement").path("comparedEdges").asInt()).isEqualTo(2);
    assertThat(answer.path("agreement").path("agreeingEdges").asInt()).isEqualTo(2);
  }

  @Test
  void anActionThatThePoliciesDoNotExplainDisagrees() {
    JsonNode answer = world.run("inspect", LOG.replace("deny", "allow")).json();

    assertThat(answer.path("agreement").path("comparedEdges").asInt()).isEqualTo(2);
    assertThat(answer.path("agreement").path("agreeingEdges").asInt()).isEqualTo(1);
  }

  @Test
  void aggregatedNamesLeadToWorkloadsAndBothReportersCountOnce() {
    JsonNode edges = world.run("flows", LOG).json().path("edges");

    assertThat(edges).hasSize(2);
    assertThat(edges.findValuesAsText("connections")).containsExactly("2", "2");
    assertThat(edges.findValuesAsText("name")).contains("web", "job", "db");
    assertThat(edges.findValuesAsText("kind")).containsOnly("Deployment");
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

  @Test
  void recordsWithoutADestinationPortHoldOpenAndMakeNoRule() {
    String log = LOG.replace("\"dest_port\":5432", "\"dest_port\":null");

    JsonNode answer = world.run("recommend", log).json();

    assertThat(answer.path("withheld").findValuesAsText("reason")).contains("port-not-recorded");
  }
}
