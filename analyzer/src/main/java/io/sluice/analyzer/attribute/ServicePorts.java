package io.sluice.analyzer.attribute;

/** The protocols whose ports Services and containers declare, by IANA number. */
final class ServicePorts {
  /** How many there are. */
  static final int PROTOCOLS = 3;

  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int SCTP = 132;
  private static final String[] WORDS = {"TCP", "UDP", "SCTP"};

  private ServicePorts() {}

  /** 0, 1 or 2; -1 for a protocol whose ports nobody declares, most of which have none. */
  static int index(int protocol) {
    return protocol == TCP ? 0 : protocol == UDP ? 1 : protocol == SCTP ? 2 : -1;
  }

  /** The word of an index. */
  static String word(int index) {
    return WORDS[index];
  }
}
