package io.sluice.ingest.decode;

import io.sluice.ingest.Endpoint;
import io.sluice.ingest.Endpoint.Identity;
import java.util.List;
import java.util.Optional;

/**
 * Says who the ends of a Calico record are. A pod whose name was aggregated away goes by what is
 * left of it: the workload's name, and for Deployments and Rollouts the hash that its labels tell.
 */
final class CalicoEnds {
  private static final String POD = "wep";
  private static final String HOST = "hep";
  private static final String NETWORK = "net";

  private CalicoEnds() {}

  /** Whether its type is none of the four. */
  static boolean isUnknown(CalicoRecord.End end) {
    return !List.of(POD, HOST, NETWORK, "ns").contains(end.type);
  }

  /**
   * The end.
   *
   * @param reported whether the reporter stands at this end
   */
  static Endpoint endpoint(CalicoRecord.End end, boolean reported) {
    return switch (end.type) {
      case POD -> pod(end);
      case HOST -> addressed(end, reported ? Identity.HOST : Identity.REMOTE_NODE);
      case NETWORK -> addressed(end, network(end));
      default -> addressed(end, Identity.NONE);
    };
  }

  /** Without an address, {@code pub} is the outside; {@code pvt} may be anybody. */
  private static Identity network(CalicoRecord.End end) {
    boolean world = end.address == null && end.aggregate.equals("pub");
    return world ? Identity.WORLD : Identity.NONE;
  }

  private static Endpoint addressed(CalicoRecord.End end, Identity identity) {
    return new Endpoint("", "", "", "", "", List.of(), end.address, identity);
  }

  private static Endpoint pod(CalicoRecord.End end) {
    boolean prefix = end.aggregate.endsWith("-*");
    boolean star = end.aggregate.endsWith("*");
    String stem = prefix ? end.aggregate.substring(0, end.aggregate.length() - 2) : "";
    Optional<String> deployment = owner(end, stem, "pod-template-hash=");
    Optional<String> rollout = owner(end, stem, "rollouts-pod-template-hash=");
    String kind = deployment.isPresent() ? "Deployment" : rollout.isPresent() ? "Rollout" : "";
    return new Endpoint(
        "",
        end.namespace,
        end.pod.isEmpty() && !star ? end.aggregate : end.pod,
        kind,
        deployment.or(() -> rollout).orElse(stem),
        end.labels.stream().sorted().distinct().toList(),
        end.address,
        Identity.NONE);
  }

  /** A ReplicaSet is named like its owner and the hash of the template, which is a label too. */
  private static Optional<String> owner(CalicoRecord.End end, String stem, String key) {
    return end.labels.stream()
        .filter(label -> label.startsWith(key))
        .map(label -> "-" + label.substring(key.length()))
        .filter(hash -> hash.length() > 1 && stem.endsWith(hash) && stem.length() > hash.length())
        .map(hash -> stem.substring(0, stem.length() - hash.length()))
        .findFirst();
  }
}
