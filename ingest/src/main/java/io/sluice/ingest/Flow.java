package io.sluice.ingest;

/**
 * One record of a log, as a reused cursor of primitives.
 *
 * <p>A decoder owns one instance per thread, fills it for each record and hands it to a {@link
 * FlowSink}, which reads it and keeps nothing of it. The ends are ids into the thread's {@link
 * EndpointDictionary}, the observer an id into its {@link ObserverDictionary}. Fields are public
 * because this is a struct: a decoder that would go through setters gains nothing.
 *
 * <p>Ends and ports stand as the log has them. {@link #orientation} says which of the two is the
 * client; turning the record round is the attributor's work.
 */
public final class Flow {
  /** Value of a port, protocol or observer that the record does not give. */
  public static final int ABSENT = -1;

  /** Value of {@link #epochMillis} where the record has no time, as under a field mask. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** {@link #flags}: Azure's platform rule let it through; real traffic, but weak evidence. */
  public static final int PLATFORM_RULE = 1;

  /** {@link #flags}: one record stands for a window of many (ACNS aggregation). */
  public static final int AGGREGATED = 2;

  /** {@link #flags}: a layer 7 record of a connection that layer 4 records describe as well. */
  public static final int LAYER_7 = 4;

  /** {@link #flags}: a SYN without ACK was seen, so the sender is the client beyond doubt. */
  public static final int SYN = 8;

  /**
   * {@link #flags}: the record tells of the middle of a connection, and who opened it is only the
   * recorder's word. A recorder that lost the connection's state takes the next packet for a new
   * connection, which turns it round where that packet is the server's.
   */
  public static final int MIDSTREAM = 16;

  /** Id of the sender in the {@link EndpointDictionary}. */
  public int source;

  /** Id of the receiver in the {@link EndpointDictionary}. */
  public int destination;

  /** 0 to 65535, or {@link #ABSENT}. */
  public int sourcePort;

  /** 0 to 65535, or {@link #ABSENT}. */
  public int destinationPort;

  /** IANA protocol number (6, 17, 132, 1, 58 …), or {@link #ABSENT}. */
  public int protocol;

  /** When it happened, in milliseconds since 1970 UTC, or {@link #NO_TIME}. */
  public long epochMillis;

  /** Which of the ends opened the connection. */
  public Orientation orientation = Orientation.UNKNOWN;

  /** Which end of the connection (not of the packet) the observer stands at. */
  public Reporter reporter = Reporter.UNKNOWN;

  /** What the network did with it. */
  public ObservedVerdict verdict = ObservedVerdict.FORWARDED;

  /** Whether the record proves that the server answered. */
  public Answer answer = Answer.UNKNOWN;

  /** Where the observer stands. */
  public Vantage vantage = Vantage.POD;

  /** Whether its packets were IPv4 or IPv6. */
  public AddressFamily family = AddressFamily.UNKNOWN;

  /** Connections opened by this record: 0 where it continues one or the format cannot tell. */
  public long connections;

  /** Bytes both ways, 0 where the format has none. */
  public long bytes;

  /**
   * Id of the reporting node or interface in the {@link ObserverDictionary}, or {@link #ABSENT}.
   */
  public int observer;

  /** Bits of the constants above. */
  public int flags;

  /** Makes a cursor without a record in it. */
  public Flow() {
    clear();
  }

  /** Forgets the last record. */
  public void clear() {
    source = ABSENT;
    destination = ABSENT;
    sourcePort = ABSENT;
    destinationPort = ABSENT;
    protocol = ABSENT;
    epochMillis = 0;
    orientation = Orientation.UNKNOWN;
    reporter = Reporter.UNKNOWN;
    verdict = ObservedVerdict.FORWARDED;
    answer = Answer.UNKNOWN;
    vantage = Vantage.POD;
    family = AddressFamily.UNKNOWN;
    connections = 0;
    bytes = 0;
    observer = ABSENT;
    flags = 0;
  }

  /** Whether all bits of {@code flag} are set. */
  public boolean has(int flag) {
    return (flags & flag) == flag;
  }
}
