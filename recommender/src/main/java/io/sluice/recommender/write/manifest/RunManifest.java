package io.sluice.recommender.write.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A run of {@code recommend} as it can be repeated: from what, with which choices, and what came
 * out. Nothing in it is from the clock: the same run has the same manifest.
 *
 * @param version the version of Sluice that made it
 * @param base where its paths start, from the manifest's own folder: {@code .} or a way up
 * @param inputs everything that was read
 * @param options what the user chose
 * @param settings the settings in effect
 * @param policies the policies that came out, sorted
 */
public record RunManifest(
    String version,
    String base,
    RunInputs inputs,
    RunOptions options,
    JsonNode settings,
    List<RecordedPolicy> policies) {
  static final String KIND = "RunManifest";

  public RunManifest {
    policies = List.copyOf(policies);
  }

  /** How many rules the policies have together. */
  public int rules() {
    return policies.stream().mapToInt(policy -> policy.rules().size()).sum();
  }
}
