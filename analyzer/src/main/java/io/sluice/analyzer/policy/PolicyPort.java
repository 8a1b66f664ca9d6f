package io.sluice.analyzer.policy;

/** One entry of {@code ports}. */
public sealed interface PolicyPort extends Comparable<PolicyPort> {
  Protocol protocol();

  /** Every port of a protocol: an entry without {@code port}. */
  record Any(Protocol protocol) implements PolicyPort {
    @Override
    public String toString() {
      return protocol + "/any";
    }
  }

  /**
   * Numbers.
   *
   * @param from first
   * @param to last, inclusive; equal to {@code from} without {@code endPort}
   */
  record Range(Protocol protocol, int from, int to) implements PolicyPort {
    /** Refuses numbers outside 1 to 65535 and a range that runs backwards. */
    public Range {
      if (from < 1 || to > 65535 || to < from) {
        throw new IllegalArgumentException("port range " + from + "-" + to);
      }
    }

    /** One port. */
    public static Range of(Protocol protocol, int port) {
      return new Range(protocol, port, port);
    }

    @Override
    public String toString() {
      return protocol + "/" + from + (to == from ? "" : "-" + to);
    }
  }

  /** A container port's name, resolved on the destination pod. */
  record Named(Protocol protocol, String name) implements PolicyPort {
    @Override
    public String toString() {
      return protocol + "/" + name;
    }
  }

  @Override
  default int compareTo(PolicyPort other) {
    int byProtocol = protocol().compareTo(other.protocol());
    if (byProtocol != 0) {
      return byProtocol;
    }
    if (this instanceof Range a && other instanceof Range b) {
      return a.from != b.from ? Integer.compare(a.from, b.from) : Integer.compare(a.to, b.to);
    }
    int byKind = getClass().getSimpleName().compareTo(other.getClass().getSimpleName());
    return byKind != 0 ? byKind : toString().compareTo(other.toString());
  }
}
