package io.sluice.analyzer.policy.load;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.PolicyPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads an entry of {@code from} or {@code to}. */
final class PeerReader {
  private static final SortedSet<String> PEER =
      new TreeSet<>(List.of("ipBlock", "namespaceSelector", "podSelector"));
  private static final SortedSet<String> IP_BLOCK = new TreeSet<>(List.of("cidr", "except"));

  private PeerReader() {}

  /** The peer; empty where it is refused. */
  static Optional<PolicyPeer> read(Field field) {
    if (!field.isMapOf(PEER)) {
      return Optional.empty();
    }
    Field block = field.child("ipBlock");
    Optional<LabelSelector> namespaces = selector(field.child("namespaceSelector"));
    Optional<LabelSelector> pods = selector(field.child("podSelector"));
    boolean selects = namespaces.isPresent() || pods.isPresent();
    if (block.isGiven()) {
      Optional<PolicyPeer> peer = ipBlock(block);
      if (selects) {
        block.refuse("must stand alone: addresses have no labels, so no selector may stand beside");
        return Optional.empty();
      }
      return peer;
    }
    if (!selects) {
      field.refuse(
          "must set podSelector, namespaceSelector or ipBlock; to mean anybody, leave out the whole"
              + " list");
      return Optional.empty();
    }
    return Optional.of(new PolicyPeer.Pods(namespaces, pods));
  }

  private static Optional<LabelSelector> selector(Field field) {
    return field.isGiven() ? Optional.of(SelectorReader.read(field)) : Optional.empty();
  }

  private static Optional<PolicyPeer> ipBlock(Field field) {
    if (!field.isMapOf(IP_BLOCK)) {
      return Optional.empty();
    }
    Field cidrField = field.child("cidr");
    if (!cidrField.isGiven()) {
      cidrField.refuse("is missing: an ipBlock needs a block such as 203.0.113.0/24");
    }
    Optional<Cidr> cidr = cidr(cidrField);
    List<Cidr> except = new ArrayList<>();
    for (Field item : field.child("except").items()) {
      if (!item.isGiven()) {
        item.refuse("must be a block such as 203.0.113.0/24, but is empty");
      }
      Optional<Cidr> exception = cidr(item);
      if (cidr.isPresent() && exception.isPresent()) {
        checkInside(item, exception.get(), cidr.get());
      }
      exception.ifPresent(except::add);
    }
    return cidr.map(block -> new PolicyPeer.IpBlock(block, except));
  }

  private static void checkInside(Field field, Cidr exception, Cidr block) {
    if (!block.contains(exception) || exception.equals(block)) {
      field.refuse(
          "must lie strictly inside "
              + block
              + (exception.equals(block) ? ", but is all of it" : ", but is " + exception));
    }
  }

  private static Optional<Cidr> cidr(Field field) {
    Optional<String> text = field.text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    CidrText cidr = CidrText.parse(text.get());
    if (cidr.block().isEmpty()) {
      field.refuse(
          "must be a block such as 203.0.113.0/24 or 2001:db8::/32, but is "
              + Quoted.text(text.get())
              + (text.get().contains("/") ? "" : "; a single address ends in /32 or /128"));
    }
    cidr.oddities().forEach(o -> field.suspect(Quoted.text(text.get()) + " " + o));
    return cidr.block();
  }
}
