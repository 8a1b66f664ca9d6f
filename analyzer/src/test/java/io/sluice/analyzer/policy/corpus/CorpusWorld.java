package io.sluice.analyzer.policy.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.IpAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** One folder of manifests, read as a cluster. */
final class CorpusWorld {
  private final Map<String, List<Subject>> ends = new HashMap<>();
  private final List<PolicyProblem> problems;
  private final Evaluator evaluator;

  /**
   * Reads a folder.
   *
   * @param pods how pods are seen; the identity, or {@link #asOrdinaryPod}
   */
  CorpusWorld(Path folder, EngineProfile engine, UnaryOperator<Pod> pods) {
    List<ClusterObject> objects = ClusterReader.read("", folder, OptionalLong.empty()).objects();
    Inventory inventory = Inventory.of(objects);
    PolicyLoader.Result loaded = PolicyLoader.load(objects);
    this.problems = loaded.problems();
    this.evaluator =
        new Evaluator(loaded.policies(), inventory, engine, ForeignPolicies.of(objects));
    Map<String, String> owners = owners(objects);
    for (Pod pod : inventory.pods()) {
      Set<String> titles = new TreeSet<>();
      titles.add(pod.title());
      titles.add(pod.title() + "[Pod]");
      titles.add(pod.workload().title() + "[" + pod.workload().kind() + "]");
      titles.add(owners.getOrDefault(pod.title(), pod.title()));
      Subject subject = new Subject.OfPod(pods.apply(pod));
      titles.forEach(title -> ends.computeIfAbsent(title, t -> new ArrayList<>()).add(subject));
    }
  }

  Evaluator evaluator() {
    return evaluator;
  }

  List<PolicyProblem> problems() {
    return problems;
  }

  /** The ends that a text stands for; none where the world has no such pod. */
  List<Subject> ends(String text) {
    if (text.indexOf('/') >= 0) {
      return ends.getOrDefault(text, List.of());
    }
    return List.of(new Subject.OfAddress(IpAddress.parse(text).orElseThrow()));
  }

  /** A hostNetwork pod as if it had a network of its own, which is how np-guard takes it. */
  static Pod asOrdinaryPod(Pod pod) {
    return new Pod(
        pod.id(),
        pod.workload(),
        pod.name(),
        pod.labels(),
        pod.addresses(),
        pod.node(),
        false,
        pod.serviceAccount(),
        pod.ports(),
        pod.startMillis(),
        pod.endMillis(),
        pod.origin());
  }

  /**
   * A pod's direct owner, such as a ReplicaSet, where the inventory names what stands above it. An
   * owner without a kind counts as a Pod, as the corpora have it.
   */
  private static Map<String, String> owners(List<ClusterObject> objects) {
    Map<String, String> owners = new HashMap<>();
    for (ClusterObject object : objects) {
      JsonNode metadata = object.tree().path("metadata");
      JsonNode owner = metadata.path("ownerReferences").path(0);
      if (object.kind().equals("Pod") && !owner.isMissingNode()) {
        String namespace = metadata.path("namespace").asText("default") + "/";
        String kind = owner.path("kind").asText("Pod");
        owners.put(
            namespace + metadata.path("name").asText(),
            namespace + owner.path("name").asText() + "[" + kind + "]");
      }
    }
    return owners;
  }
}
