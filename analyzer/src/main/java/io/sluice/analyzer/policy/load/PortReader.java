package io.sluice.analyzer.policy.load;

import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads an entry of {@code ports}. */
final class PortReader {
  private static final SortedSet<String> PORT =
      new TreeSet<>(List.of("endPort", "port", "protocol"));

  private PortReader() {}

  /** The port; empty where it is refused. A missing protocol is TCP, even without a port. */
  static Optional<PolicyPort> read(Field field) {
    if (!field.isMapOf(PORT)) {
      return Optional.empty();
    }
    if (field.node().isEmpty()) {
      field.suspect(
          "is empty, which means every TCP port and no other; to mean every port, leave out ports");
    }
    Optional<Protocol> protocol = protocol(field.child("protocol"));
    Field port = field.child("port");
    Field endPort = field.child("endPort");
    if (!port.isGiven()) {
      return withoutPort(endPort) ? protocol.map(PolicyPort.Any::new) : Optional.empty();
    }
    if (port.node().isTextual()) {
      return isName(port, endPort)
          ? protocol.map(p -> new PolicyPort.Named(p, port.node().textValue()))
          : Optional.empty();
    }
    return range(protocol, port, endPort);
  }

  private static Optional<Protocol> protocol(Field field) {
    if (!field.isGiven()) {
      return Optional.of(Protocol.TCP);
    }
    Optional<String> word = field.text();
    Optional<Protocol> protocol = word.flatMap(Protocol::ofWord);
    if (word.isPresent() && protocol.isEmpty()) {
      field.refuse("must be TCP, UDP or SCTP, but is " + Quoted.text(word.get()));
    }
    return protocol;
  }

  private static boolean withoutPort(Field endPort) {
    if (endPort.isGiven() && endPort.number().isPresent()) {
      endPort.refuse("must not be set without port");
    }
    return !endPort.isGiven();
  }

  private static boolean isName(Field port, Field endPort) {
    String name = port.node().textValue();
    boolean good = ApiSyntax.isPortName(name);
    if (!good) {
      boolean number = name.matches("[0-9]+");
      port.refuse(
          "must be a number or a port's name (at most 15 of a-z, 0-9 and -, with a letter), but is "
              + Quoted.text(name)
              + (number ? "; write the number without quotes" : ""));
    }
    if (endPort.isGiven() && endPort.number().isPresent()) {
      endPort.refuse("must not be set beside a port's name");
    }
    return good && !endPort.isGiven();
  }

  private static Optional<PolicyPort> range(
      Optional<Protocol> protocol, Field port, Field endPort) {
    if (!port.node().isNumber()) {
      port.refuse("must be a number or a name, but is " + Quoted.value(port.node()));
    }
    Optional<Integer> from = port.node().isNumber() ? portNumber(port) : Optional.empty();
    Optional<Integer> to = endPort.isGiven() ? portNumber(endPort) : from;
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (to.get() < from.get()) {
      endPort.refuse("must be at least port, " + from.get() + ", but is " + to.get());
      return Optional.empty();
    }
    return protocol.map(p -> new PolicyPort.Range(p, from.get(), to.get()));
  }

  private static Optional<Integer> portNumber(Field field) {
    Optional<Integer> number = field.number();
    if (number.isPresent() && (number.get() < 1 || number.get() > 65535)) {
      field.refuse("must be 1 to 65535, but is " + number.get());
      return Optional.empty();
    }
    return number;
  }
}
