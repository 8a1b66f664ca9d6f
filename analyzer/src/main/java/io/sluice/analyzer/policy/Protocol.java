package io.sluice.analyzer.policy;

import java.util.Optional;

/** The protocols that a NetworkPolicy can name; in sorted output order. */
public enum Protocol {
  TCP(6),
  UDP(17),
  SCTP(132);

  // Made once: this is asked once per connection.
  private static final Optional<Protocol> KNOWN_TCP = Optional.of(TCP);
  private static final Optional<Protocol> KNOWN_UDP = Optional.of(UDP);
  private static final Optional<Protocol> KNOWN_SCTP = Optional.of(SCTP);

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
    return switch (number) {
      case 6 -> KNOWN_TCP;
      case 17 -> KNOWN_UDP;
      case 132 -> KNOWN_SCTP;
      default -> Optional.empty();
    };
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
