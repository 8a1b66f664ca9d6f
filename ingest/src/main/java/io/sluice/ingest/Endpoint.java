package io.sluice.ingest;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One end of a flow as a log describes it; whatever the format does not give is empty.
 *
 * @param cluster cluster name, or ""
 * @param namespace namespace, or ""
 * @param pod pod name, or ""
 * @param workloadKind such as {@code Deployment}, or ""
 * @param workloadName workload name, or ""
 * @param labels the pod's own labels as {@code key=value}, sorted, without source prefixes and
 *     without labels that the observer synthesised; may be a subset of the pod's labels
 * @param address the address, or null
 * @param identity what the observer says this end is, beyond a pod
 */
public record Endpoint(
    String cluster,
    String namespace,
    String pod,
    String workloadKind,
    String workloadName,
    List<String> labels,
    @Nullable IpAddress address,
    Identity identity) {

  /**
   * What an observer may say of an end that is not a pod of its own (Cilium's reserved identities).
   */
  public enum Identity {
    NONE,
    HOST,
    REMOTE_NODE,
    KUBE_APISERVER,
    HEALTH,
    WORLD,
    INGRESS,
    UNMANAGED,
    INIT
  }

  /** Sorts nothing: the decoder hands labels sorted. */
  public Endpoint {
    labels = List.copyOf(labels);
  }

  /** An end of which only the address is known. */
  public static Endpoint of(IpAddress address) {
    return new Endpoint("", "", "", "", "", List.of(), address, Identity.NONE);
  }

  /** The address, where the log has one. */
  public Optional<IpAddress> ip() {
    return Optional.ofNullable(address);
  }

  /** Whether the log names a pod, a workload or a namespace. */
  public boolean named() {
    return !namespace.isEmpty();
  }
}
