package io.sluice.analyzer.attribute;

import io.sluice.analyzer.cluster.Party;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each party a small number, so that edges are found without comparing names. One thread's.
 */
final class PartyNumbers {
  private final Map<Party, Integer> numbers = new HashMap<>();
  private final List<Party> parties = new ArrayList<>();

  /** Numbers an end's party, and what a node is to the pods on it. */
  End number(End end) {
    end.number = of(end.party);
    end.ownNumber =
        end.party instanceof Party.Node node
            ? of(new Party.Node(node.cluster(), node.name(), true))
            : end.number;
    return end;
  }

  private int of(Party party) {
    Integer known = numbers.putIfAbsent(party, parties.size());
    if (known != null) {
      return known;
    }
    parties.add(party);
    return parties.size() - 1;
  }

  Party get(int number) {
    return parties.get(number);
  }
}
