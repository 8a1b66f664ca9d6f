package io.sluice.analyzer.policy;

import java.util.Locale;
import java.util.Optional;

/**
 * Where engines differ on the same policy; a value that the evaluator takes.
 *
 * @param name the word of {@code --engine}
 * @param ipBlockMatchesPods whether an ipBlock matches pod addresses
 * @param ipBlockMatchesNodes whether an ipBlock matches node addresses
 * @param egressToOwnNodeExempt whether egress to the pod's own node is never filtered
 * @param initContainerPorts whether ports of init containers count for named ports
 */
public record EngineProfile(
    String name,
    boolean ipBlockMatchesPods,
    boolean ipBlockMatchesNodes,
    boolean egressToOwnNodeExempt,
    boolean initContainerPorts) {
  /** The API's own words and test suite. */
  public static final EngineProfile GENERIC =
      new EngineProfile("generic", true, true, false, false);

  /** Azure NPM on Linux: only the forwarding path is filtered. */
  public static final EngineProfile NPM = new EngineProfile("npm", true, true, true, false);

  /** Azure NPM on Windows. */
  public static final EngineProfile NPM_WINDOWS =
      new EngineProfile("npm-windows", true, true, true, false);

  /** Cilium as AKS runs it: identities decide, an ipBlock matches neither pods nor nodes. */
  public static final EngineProfile CILIUM =
      new EngineProfile("cilium", false, false, false, false);

  /** Calico. */
  public static final EngineProfile CALICO = new EngineProfile("calico", true, true, false, true);

  /** kube-router. */
  public static final EngineProfile KUBE_ROUTER =
      new EngineProfile("kube-router", true, true, true, false);

  /** Antrea. */
  public static final EngineProfile ANTREA = new EngineProfile("antrea", true, true, false, false);

  /** The profile of a word of {@code --engine}, but for {@code auto}. */
  public static Optional<EngineProfile> ofName(String name) {
    EngineProfile[] all = {GENERIC, NPM, NPM_WINDOWS, CILIUM, CALICO, KUBE_ROUTER, ANTREA};
    for (EngineProfile profile : all) {
      if (profile.name.equals(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(profile);
      }
    }
    return Optional.empty();
  }
}
