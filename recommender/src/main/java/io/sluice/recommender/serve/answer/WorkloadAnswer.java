package io.sluice.recommender.serve.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.file.ContentDigest;
import io.sluice.recommender.write.report.EdgeJson;
import java.util.Optional;

/**
 * What is proposed for one workload.
 *
 * @param workload the workload
 * @param proposal what is proposed; shared where no label tells workloads apart
 * @param yaml the file that {@code recommend --out-dir} writes, where a policy is proposed
 * @param evidence the workload's part of the report of {@code recommend -o json}
 */
public record WorkloadAnswer(
    Workload workload, WorkloadProposal proposal, Optional<String> yaml, ObjectNode evidence) {

  /** {@code cluster/namespace/kind/name}: the key in topics. */
  public String key() {
    return key(workload);
  }

  static String key(Workload workload) {
    return String.join(
        "/", workload.cluster(), workload.namespace(), workload.kind(), workload.name());
  }

  /** The state's word in reports. */
  public String state() {
    return evidence.path("state").asText();
  }

  /** The digest of the policy; "" without one. */
  public String digest() {
    return yaml.map(text -> ContentDigest.of(text).sha256()).orElse("");
  }

  /** In a line of a list. */
  public ObjectNode summary() {
    ObjectNode json = EdgeJson.workload(JsonText.object(), workload);
    json.put("state", state()).put("confidence", proposal.confidence().word());
    proposal.policy().ifPresent(policy -> json.put("policy", policy.name()));
    if (yaml.isPresent()) {
      json.put("digest", digest());
    }
    return json;
  }

  /** All of it. */
  public ObjectNode document() {
    ObjectNode json = JsonText.document("WorkloadRecommendation");
    json.set("workload", EdgeJson.workload(JsonText.object(), workload));
    json.put("state", state()).put("confidence", proposal.confidence().word());
    yaml.ifPresent(text -> json.put("digest", digest()).put("yaml", text));
    json.set("evidence", evidence);
    return json;
  }
}
