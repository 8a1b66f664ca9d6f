package io.sluice.analyzer.snapshot.live;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a cluster is reached.
 *
 * @param kubeconfigs files with contexts and credentials; empty inside a pod, with its account
 * @param context one of their contexts, else the current one
 */
public record ClusterAccess(List<Path> kubeconfigs, Optional<String> context) {
  private static final Path TOKEN = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

  public ClusterAccess {
    kubeconfigs = List.copyOf(kubeconfigs);
  }

  /** Nothing says how to reach a cluster. The message says what would. */
  public static final class MissingException extends Exception {
    private static final long serialVersionUID = 1L;

    MissingException(String message) {
      super(message);
    }
  }

  /**
   * Finds the files as kubectl does: what is named, else {@code KUBECONFIG}, else {@code
   * ~/.kube/config}; without any of them, the account of the pod that this runs in.
   *
   * @param named {@code --kubeconfig}
   * @param env the variables of the process
   */
  public static ClusterAccess find(
      Optional<Path> named, Optional<String> context, Map<String, String> env)
      throws MissingException {
    if (named.isPresent()) {
      if (!Files.isRegularFile(named.get())) {
        throw new MissingException("--kubeconfig " + named.get() + ": no such file");
      }
      return new ClusterAccess(List.of(named.get()), context);
    }
    String listed = env.getOrDefault("KUBECONFIG", "");
    List<Path> files =
        listed.isBlank()
            ? List.of(Path.of(env.getOrDefault("HOME", ""), ".kube", "config"))
            : Arrays.stream(listed.split(File.pathSeparator))
                .filter(part -> !part.isBlank())
                .map(Path::of)
                .toList();
    List<Path> there = files.stream().filter(Files::isRegularFile).toList();
    if (!there.isEmpty()) {
      return new ClusterAccess(there, context);
    }
    if (env.containsKey("KUBERNETES_SERVICE_HOST") && Files.isRegularFile(TOKEN)) {
      return new ClusterAccess(List.of(), context);
    }
    throw new MissingException(
        "no kubeconfig: "
            + (listed.isBlank() ? "" : "KUBECONFIG names ")
            + String.join(", ", files.stream().map(Path::toString).toList())
            + (listed.isBlank() ? " is not there and KUBECONFIG is not set" : ", not there")
            + ", and this is no pod with an account; get one, for AKS with \"az aks"
            + " get-credentials\", or name it with --kubeconfig FILE");
  }
}
