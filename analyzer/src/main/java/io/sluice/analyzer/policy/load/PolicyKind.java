package io.sluice.analyzer.policy.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.foreign.ForeignKind;
import io.sluice.analyzer.policy.load.PolicyProblem.Severity;
import io.sluice.analyzer.snapshot.ClusterObject;
import java.util.Optional;

/** What an object is to the loader, by its kind and API group. */
enum PolicyKind {
  /** A {@code networking.k8s.io/v1} NetworkPolicy. */
  POLICY,
  /** A policy of another API, which decides about traffic and which Sluice does not evaluate. */
  OTHER_API,
  /** Meant as a NetworkPolicy, but of a version that does not exist. */
  NO_SUCH_VERSION,
  /** Not about traffic. */
  UNRELATED;

  private static final String GROUP = "networking.k8s.io";

  static PolicyKind of(ClusterObject object) {
    if (!object.kind().endsWith("NetworkPolicy")) {
      return UNRELATED;
    }
    JsonNode version = object.tree().path("apiVersion");
    boolean fromTypedList = version.isMissingNode() && object.tree().path("kind").isMissingNode();
    if (object.kind().equals("NetworkPolicy")
        && (fromTypedList || version.asText().equals(GROUP + "/v1"))) {
      return POLICY;
    }
    return ForeignKind.isForeign(object) ? OTHER_API : NO_SUCH_VERSION;
  }

  /** What to say about an object that is not evaluated. */
  Optional<PolicyProblem> problem(ClusterObject object) {
    String version = Quoted.text(object.tree().path("apiVersion").asText());
    if (this == OTHER_API) {
      return Optional.of(
          PolicyLoader.problem(
              object,
              Severity.UNSUPPORTED,
              "a "
                  + Quoted.text(object.kind())
                  + " of "
                  + version
                  + " is not evaluated, nor are flows of pods that it may select"
                  + (version.contains("extensions/")
                      ? "; write it as networking.k8s.io/v1 (extensions/v1beta1 is gone since"
                          + " Kubernetes 1.16)"
                      : "")));
    }
    if (this == NO_SUCH_VERSION) {
      return Optional.of(
          PolicyLoader.problem(
              object,
              Severity.REFUSED,
              "/apiVersion",
              "apiVersion must be networking.k8s.io/v1, but is "
                  + (version.equals("\"\"") ? "missing" : version)));
    }
    return Optional.empty();
  }
}
