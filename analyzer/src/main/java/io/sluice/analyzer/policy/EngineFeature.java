package io.sluice.analyzer.policy;

/** What a policy may ask for and some engine cannot carry out. */
public enum EngineFeature {
  /** A port by its name. */
  NAMED_PORT("a port by its name"),
  /** A port of SCTP. */
  SCTP("SCTP"),
  /** An ipBlock of IPv6 addresses. */
  IPV6("an ipBlock of IPv6"),
  /** An ipBlock with exceptions. */
  EXCEPT("an ipBlock with except"),
  /** A selector that asks for the absence of a label or value. */
  NEGATIVE_SELECTOR("NotIn or DoesNotExist");

  private final String words;

  EngineFeature(String words) {
    this.words = words;
  }

  /** For sentences: {@code an ipBlock with except}. */
  public String words() {
    return words;
  }
}
