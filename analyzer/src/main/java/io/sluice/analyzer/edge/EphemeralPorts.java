package io.sluice.analyzer.edge;

/**
 * The ports that systems draw from for the client's end of a connection: 32768 to 60999 on Linux,
 * 49152 to 65535 by IANA (RFC 6335) and on Windows. Nothing is told by such a number alone: servers
 * may listen there as well.
 */
public final class EphemeralPorts {
  /** The first of them. */
  private static final int FIRST = 32_768;

  private static final int LAST = 65_535;

  private EphemeralPorts() {}

  public static boolean contains(int port) {
    return port >= FIRST && port <= LAST;
  }
}
