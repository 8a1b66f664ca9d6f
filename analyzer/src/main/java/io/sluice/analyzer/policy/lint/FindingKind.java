package io.sluice.analyzer.policy.lint;

import java.util.Locale;

/** What can be found; the words are stable. */
public enum FindingKind {
  /** The policy's podSelector selects no pod. */
  SELECTS_NOTHING,
  /** A peer's selectors select no pod. */
  PEER_SELECTS_NOTHING,
  /** The policy's own namespace, or one that a peer names, is not there. */
  NAMESPACE_UNKNOWN,
  /** A selector selects only pods on their node's network, which no selector reaches. */
  HOST_NETWORK_ONLY,
  /** No pod that the rule leads to declares the port's name. */
  NAMED_PORT_UNDECLARED,
  /** A port's name stands for several numbers. */
  NAME_WITH_SEVERAL_NUMBERS,
  /** An ipBlock holds addresses of pods, which change and which not every engine matches. */
  BLOCK_HOLDS_PODS,
  /** An ipBlock holds addresses of nodes. */
  BLOCK_HOLDS_NODES,
  /** An ipBlock holds cluster addresses of Services, which are rewritten before rules are asked. */
  BLOCK_HOLDS_SERVICES,
  /** All of IPv4 is opened and nothing of IPv6, for pods that have both. */
  V4_ONLY,
  /** Two peers that were probably meant as one: OR where AND was meant. */
  PROBABLE_DASH_ERROR,
  /** Rules that can have no effect. */
  INERT_RULES,
  /** The same thing twice. */
  DUPLICATE;

  /** The word in reports, such as {@code selects-nothing}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
