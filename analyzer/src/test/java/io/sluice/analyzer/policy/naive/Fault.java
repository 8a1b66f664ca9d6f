package io.sluice.analyzer.policy.naive;

/** A mistake that an evaluator of NetworkPolicies can make, with what is true instead. */
public enum Fault {
  EXCEPT_IGNORED("an ipBlock is its cidr without its excepts"),
  END_PORT_IGNORED("a range goes from port to endPort, both included"),
  NAMED_PORT_IGNORES_PROTOCOL("a port's name stands for a declaration of the same protocol"),
  NAMED_PORT_NEVER_MATCHES("a port's name stands for the number that the destination declares"),
  PROTOCOL_IGNORED("an entry of ports admits one protocol"),
  DEFAULT_PROTOCOL_UDP("an entry of ports without a protocol is about TCP"),
  NOT_IN_NEEDS_THE_KEY("NotIn also selects what does not have the label at all"),
  MATCH_EXPRESSIONS_IGNORED("matchLabels and all matchExpressions must hold"),
  ALWAYS_BOTH_POLICY_TYPES("a policy isolates in the directions of its policyTypes only"),
  ONLY_INGRESS_WHEN_MISSING("without policyTypes a policy with egress rules isolates egress too"),
  ISOLATION_BY_PRESENCE_OF_RULES("a direction of policyTypes without rules allows nothing"),
  NAMESPACE_AND_POD_SELECTORS_ORED("both selectors of one peer must hold"),
  EMPTY_FROM_DENIES("a rule without peers is for everybody, also outside the cluster"),
  EMPTY_PORTS_DENIES("a rule without ports is for every port and protocol"),
  POD_SELECTOR_REACHES_ALL_NAMESPACES("podSelector alone stays in the policy's namespace"),
  EGRESS_SIDE_SKIPPED("the client's egress must be allowed"),
  INGRESS_SIDE_SKIPPED("the server's ingress must be allowed"),
  FIRST_POLICY_ONLY("what any policy that selects the pod allows is allowed"),
  ALL_POLICIES_MUST_ALLOW("one policy that allows is enough"),
  NAMESPACE_SELECTOR_COVERS_EXTERNALS("a namespaceSelector selects pods, never outside addresses"),
  METADATA_NAME_MISSING("every namespace has the label kubernetes.io/metadata.name"),
  IP_BLOCK_NEVER_MATCHES_PODS("an ipBlock matches pods by their addresses too");

  private final String truth;

  Fault(String truth) {
    this.truth = truth;
  }

  /** The sentence that the fault breaks; of the engines, that of the generic one. */
  public String truth() {
    return truth;
  }

  @Override
  public String toString() {
    return name() + ", though " + truth;
  }
}
