package io.sluice.analyzer.policy.naive;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.IpAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A cluster that expectations are about, for the naive reading and for the real evaluator. */
final class ExpectedWorld {
  private final Map<String, Object> ends = new HashMap<>();
  private final Map<String, Map<String, String>> namespaces = new HashMap<>();
  private final List<WrittenPolicy> written = new ArrayList<>();
  private final Evaluator evaluator;

  ExpectedWorld(Path file) {
    List<ClusterObject> objects = ClusterReader.read("", file, OptionalLong.empty()).objects();
    for (ClusterObject object : objects) {
      String namespace = object.tree().at("/metadata/namespace").asText();
      String name = object.tree().at("/metadata/name").asText();
      if (object.kind().equals("NetworkPolicy")) {
        written.add(new WrittenPolicy(namespace, name, object.tree().path("spec")));
      } else if (object.kind().equals("Namespace")) {
        Map<String, String> labels = new TreeMap<>();
        object
            .tree()
            .at("/metadata/labels")
            .properties()
            .forEach(label -> labels.put(label.getKey(), label.getValue().textValue()));
        namespaces.put(name, labels);
      }
    }
    Inventory inventory = Inventory.of(objects);
    inventory.pods().forEach(pod -> ends.put(pod.title(), pod));
    evaluator =
        new Evaluator(PolicyLoader.load(objects).policies(), inventory, EngineProfile.GENERIC);
  }

  /** What the naive reading says, with what it does wrong. */
  boolean readNaively(Expectation asked, Fault... seeded) {
    NaiveReading reading =
        new NaiveReading(written, name -> namespaces.getOrDefault(name, Map.of()), seeded);
    return reading.allows(
        end(asked.source()), end(asked.destination()), asked.protocol(), asked.port());
  }

  /** What the evaluator says. */
  boolean evaluated(Expectation asked) {
    return evaluator
        .evaluate(
            new Connection(
                subject(asked.source()),
                subject(asked.destination()),
                asked.protocol().number(),
                asked.port()))
        .allowed();
  }

  private Subject subject(String name) {
    return end(name) instanceof Pod pod
        ? new Subject.OfPod(pod)
        : new Subject.OfAddress((IpAddress) end(name));
  }

  private Object end(String name) {
    return ends.computeIfAbsent(name, text -> IpAddress.parse(text).orElseThrow());
  }
}
