package io.sluice.recommender.recommend.ports;

import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import java.util.Arrays;
import java.util.Optional;

/**
 * Protocols whose connection to a well-known port agrees on the ports of further ones. Their ports
 * are IANA's.
 */
enum Negotiator {
  FTP("FTP", Protocol.TCP, 21),
  FTPS("FTP over TLS", Protocol.TCP, 990),
  /** Microsoft's endpoint mapper hands out 49152 to 65535 (since Windows Server 2008). */
  RPC("the RPC endpoint mapper", Protocol.TCP, 135, 49_152, 65_535),
  PORTMAPPER("the RPC port mapper", Protocol.TCP, 111),
  PORTMAPPER_UDP("the RPC port mapper", Protocol.UDP, 111),
  RTSP("RTSP", Protocol.TCP, 554),
  SIP("SIP", Protocol.TCP, 5060),
  SIP_UDP("SIP", Protocol.UDP, 5060),
  SIPS("SIP over TLS", Protocol.TCP, 5061);

  private final String title;
  private final Protocol protocol;
  private final int port;
  private final int first;
  private final int last;

  Negotiator(String title, Protocol protocol, int port) {
    this(title, protocol, port, 0, 0);
  }

  Negotiator(String title, Protocol protocol, int port, int first, int last) {
    this.title = title;
    this.protocol = protocol;
    this.port = port;
    this.first = first;
    this.last = last;
  }

  static Optional<Negotiator> of(int protocolNumber, int port) {
    return Arrays.stream(values())
        .filter(n -> n.protocol.number() == protocolNumber && n.port == port)
        .findFirst();
  }

  /** {@code FTP on TCP/21}. */
  String words() {
    return title + " on " + protocol + "/" + port;
  }

  /** The range that it always hands out, if that is laid down and holds these ports. */
  Optional<PolicyPort.Range> standard(PolicyPort.Range seen) {
    return last > 0 && seen.protocol() == protocol && seen.from() >= first && seen.to() <= last
        ? Optional.of(new PolicyPort.Range(protocol, first, last))
        : Optional.empty();
  }
}
