package io.sluice.analyzer.policy;

import java.util.Optional;

/** The protocols that a NetworkPolicy can name; in sorted output order. */
public enum Protocol {
  TCP(6),
  UDP(17),
  SCTP(132);

  private final int number;

  Protocol(int number) {
    this.number = number;
  }

  /** IANA number. */
  public int number() {
    return number;
  }

  /** The protocol of an IANA number; empty for what policies leave unspecified, such as ICMP. */
  public static Optional<Protocol> ofNumber(int number) {
    for (Protocol protocol : values()) {
      if (protocol.number == number) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }

  /** The protocol of an upper-case word. */
  public static Optional<Protocol> ofWord(String word) {
    for (Protocol protocol : values()) {
      if (protocol.name().equals(word)) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }
}
