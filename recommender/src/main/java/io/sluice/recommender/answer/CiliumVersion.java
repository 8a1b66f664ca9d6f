package io.sluice.recommender.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.snapshot.ClusterObject;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Cilium runs, by the tag of its agents' image: {@code
 * mcr.microsoft.com/containernetworking/cilium/cilium:v1.17.9-250807}.
 *
 * @param major major version
 * @param minor minor version
 */
public record CiliumVersion(int major, int minor) implements Comparable<CiliumVersion> {
  private static final Pattern IMAGE =
      Pattern.compile("(?:.*/)?cilium:v?([0-9]{1,4})\\.([0-9]{1,4})(?:[^0-9].*)?");

  /** The oldest agent among the objects; empty where no image tells. */
  static Optional<CiliumVersion> among(Collection<ClusterObject> objects) {
    return objects.stream()
        .filter(CiliumVersion::isAgent)
        .flatMap(object -> ofObject(object.tree().path("spec")).stream())
        .min(Comparator.naturalOrder());
  }

  private static boolean isAgent(ClusterObject object) {
    JsonNode labels =
        object.kind().equals("DaemonSet")
            ? object.tree().path("spec").path("template").path("metadata").path("labels")
            : object.tree().path("metadata").path("labels");
    return (object.kind().equals("Pod") || object.kind().equals("DaemonSet"))
        && labels.path("k8s-app").asText().equals("cilium");
  }

  private static Optional<CiliumVersion> ofObject(JsonNode spec) {
    JsonNode podSpec = spec.has("template") ? spec.path("template").path("spec") : spec;
    for (JsonNode container : podSpec.path("containers")) {
      Matcher image = IMAGE.matcher(container.path("image").asText());
      if (image.matches()) {
        return Optional.of(
            new CiliumVersion(Integer.parseInt(image.group(1)), Integer.parseInt(image.group(2))));
      }
    }
    return Optional.empty();
  }

  /** How this version reads policies. */
  EngineProfile profile() {
    return compareTo(new CiliumVersion(1, 17)) < 0
        ? EngineProfile.CILIUM_BEFORE_1_17
        : EngineProfile.CILIUM;
  }

  @Override
  public int compareTo(CiliumVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
