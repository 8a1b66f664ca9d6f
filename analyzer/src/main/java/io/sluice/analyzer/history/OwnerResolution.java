package io.sluice.analyzer.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.sighting.SeenPod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which workload a pod belongs to, by its chain of controllers.
 *
 * <p>ReplicaSets and Jobs are usually made by something else; if their own object is there, its
 * owner is followed. If not, the name tells: a ReplicaSet's is its Deployment's and the hash that
 * its pods carry as a label, a Job's is its CronJob's and the scheduled minute.
 */
final class OwnerResolution {
  private static final Pattern SCHEDULED = Pattern.compile("(.+)-\\d{8,}");
  private static final List<HashLabel> HASH_LABELS =
      List.of(
          new HashLabel("rollouts-pod-template-hash", "Rollout"),
          new HashLabel("pod-template-hash", "Deployment"));

  private record HashLabel(String label, String kind) {}

  private record Owner(String kind, String name) {}

  /** What a ReplicaSet's name ends with; the hash has no vowels and no digits like letters. */
  private static final Pattern HASHED = Pattern.compile("(.+)-[a-z0-9]{1,10}");

  private static final Pattern HASH = Pattern.compile(".+-[bcdfghjklmnpqrstvwxz2456789]{5,10}");

  /** ReplicaSets and Jobs by cluster, namespace, kind and name, with what owns them. */
  private final Map<String, Optional<Owner>> intermediates = new HashMap<>();

  OwnerResolution(ObjectHistory history) {
    for (String kind : new String[] {"ReplicaSet", "Job"}) {
      for (ObjectLife life : history.of(kind)) {
        ObjectMeta meta = life.meta();
        intermediates.put(
            key(meta.cluster(), meta.namespace(), kind, meta.name()), ownerOf(life.tree()));
      }
    }
  }

  /** The workload of a pod. */
  Workload workloadOf(ObjectMeta pod, JsonNode tree, SortedMap<String, String> labels) {
    Optional<Owner> owner = ownerOf(tree);
    if (owner.isEmpty()) {
      return new Workload(pod.cluster(), pod.namespace(), "Pod", pod.name());
    }
    Owner top = top(pod, owner.get(), labels);
    return new Workload(pod.cluster(), pod.namespace(), top.kind, top.name);
  }

  private Owner top(ObjectMeta pod, Owner owner, SortedMap<String, String> labels) {
    return switch (owner.kind) {
      case "ReplicaSet" -> ofReplicaSet(pod, owner, labels);
      case "Job" -> ofJob(pod, owner);
      case "Node" -> new Owner("Pod", withoutSuffix(pod.name(), "-" + owner.name));
      default -> owner;
    };
  }

  /**
   * The workload of a pod that only recorders saw. Without a hash label the name of its ReplicaSet
   * tells: by a Deployment or Rollout that is known, else by an end that looks like a hash.
   *
   * @param known whether the cluster's objects know a workload
   */
  Workload workloadOf(SeenPod seen, Predicate<Workload> known) {
    ObjectMeta pod =
        new ObjectMeta(
            seen.cluster(),
            "Pod",
            seen.namespace(),
            seen.name(),
            seen.uid(),
            "",
            seen.startMillis());
    if (seen.ownerKind().isEmpty()) {
      return new Workload(pod.cluster(), pod.namespace(), "Pod", pod.name());
    }
    Owner owner = new Owner(seen.ownerKind(), seen.ownerName());
    Owner top = top(pod, owner, seen.labels().labels());
    if (top.equals(owner) && owner.kind.equals("ReplicaSet") && !isIntermediate(pod, owner)) {
      top = ofHashedName(pod, owner, known);
    }
    return new Workload(pod.cluster(), pod.namespace(), top.kind, top.name);
  }

  private boolean isIntermediate(ObjectMeta pod, Owner owner) {
    return intermediates.containsKey(key(pod.cluster(), pod.namespace(), owner.kind, owner.name));
  }

  private static Owner ofHashedName(ObjectMeta pod, Owner set, Predicate<Workload> known) {
    Matcher hashed = HASHED.matcher(set.name);
    if (!hashed.matches()) {
      return set;
    }
    String name = hashed.group(1);
    for (String kind : List.of("Deployment", "Rollout")) {
      if (known.test(new Workload(pod.cluster(), pod.namespace(), kind, name))) {
        return new Owner(kind, name);
      }
    }
    return HASH.matcher(set.name).matches() ? new Owner("Deployment", name) : set;
  }

  /** Whether an object is made by a controller that is a workload itself. */
  static boolean isOwned(JsonNode tree) {
    return ownerOf(tree).isPresent();
  }

  private Owner ofReplicaSet(ObjectMeta pod, Owner set, SortedMap<String, String> labels) {
    Optional<Owner> known =
        intermediates.get(key(pod.cluster(), pod.namespace(), set.kind, set.name));
    if (known != null) {
      return known.orElse(set);
    }
    for (HashLabel hash : HASH_LABELS) {
      String suffix = "-" + labels.getOrDefault(hash.label, "");
      if (suffix.length() > 1 && set.name.endsWith(suffix)) {
        return new Owner(hash.kind, withoutSuffix(set.name, suffix));
      }
    }
    return set;
  }

  private Owner ofJob(ObjectMeta pod, Owner job) {
    Optional<Owner> known =
        intermediates.get(key(pod.cluster(), pod.namespace(), job.kind, job.name));
    if (known != null) {
      return known.orElse(job);
    }
    Matcher scheduled = SCHEDULED.matcher(job.name);
    return scheduled.matches() ? new Owner("CronJob", scheduled.group(1)) : job;
  }

  private static String withoutSuffix(String name, String suffix) {
    boolean cut = name.endsWith(suffix) && name.length() > suffix.length();
    return cut ? name.substring(0, name.length() - suffix.length()) : name;
  }

  /** The controlling owner; where no owner is marked so, one of a kind that always controls. */
  private static Optional<Owner> ownerOf(JsonNode tree) {
    JsonNode owners = tree.path("metadata").path("ownerReferences");
    for (JsonNode owner : owners) {
      if (owner.path("controller").asBoolean(false)) {
        return Optional.of(owner(owner));
      }
    }
    for (JsonNode owner : owners) {
      if (!owner.has("controller") && controls(owner.path("kind").asText(""))) {
        return Optional.of(owner(owner));
      }
    }
    return Optional.empty();
  }

  private static Owner owner(JsonNode reference) {
    return new Owner(reference.path("kind").asText(""), reference.path("name").asText(""));
  }

  private static boolean controls(String kind) {
    return switch (kind) {
      case "ReplicaSet",
          "StatefulSet",
          "DaemonSet",
          "Job",
          "CronJob",
          "Deployment",
          "Rollout",
          "ReplicationController",
          "Node" ->
          true;
      default -> false;
    };
  }

  private static String key(String cluster, String namespace, String kind, String name) {
    return cluster + "\u0000" + namespace + "\u0000" + kind + "\u0000" + name;
  }
}
