package io.sluice.ingest.decode;

import io.sluice.ingest.Endpoint.Identity;

/** Cilium's reserved identities, by label and by number. */
final class HubbleIdentities {
  private HubbleIdentities() {}

  /** The identity of a label without its {@code reserved:}. */
  static Identity ofLabel(String name) {
    return switch (name) {
      case "host" -> Identity.HOST;
      case "remote-node" -> Identity.REMOTE_NODE;
      case "kube-apiserver" -> Identity.KUBE_APISERVER;
      case "health" -> Identity.HEALTH;
      case "world", "world-ipv4", "world-ipv6" -> Identity.WORLD;
      case "ingress" -> Identity.INGRESS;
      case "unmanaged" -> Identity.UNMANAGED;
      case "init" -> Identity.INIT;
      default -> Identity.NONE;
    };
  }

  /** The identity of a number, NONE for those of pods and of address ranges. */
  static Identity ofNumber(long identity) {
    if (identity < 1 || identity > 10) {
      return Identity.NONE;
    }
    return switch ((int) identity) {
      case 1 -> Identity.HOST;
      case 3 -> Identity.UNMANAGED;
      case 4 -> Identity.HEALTH;
      case 5 -> Identity.INIT;
      case 6 -> Identity.REMOTE_NODE;
      case 7 -> Identity.KUBE_APISERVER;
      case 8 -> Identity.INGRESS;
      default -> Identity.WORLD;
    };
  }

  /**
   * Which of several reserved labels counts: the lowest. A host that runs the API server is a host;
   * an API server outside the cluster is an API server.
   */
  static int rank(Identity identity) {
    return switch (identity) {
      case HOST -> 0;
      case KUBE_APISERVER -> 1;
      case HEALTH -> 2;
      case INGRESS -> 3;
      case REMOTE_NODE -> 4;
      case UNMANAGED -> 5;
      case INIT -> 6;
      case WORLD -> 7;
      case NONE -> 8;
    };
  }
}
