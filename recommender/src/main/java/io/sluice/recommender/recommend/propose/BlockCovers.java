package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.evidence.Counted;
import io.sluice.recommender.recommend.external.AddressCovers;
import io.sluice.recommender.recommend.external.AddressCovers.Cover;
import io.sluice.recommender.recommend.external.AddressCovers.Listed;
import io.sluice.recommender.recommend.external.CoverBounds;
import io.sluice.recommender.recommend.external.Cut;
import io.sluice.recommender.recommend.peer.Opening;
import io.sluice.recommender.recommend.situation.Situation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts blocks in the place of single addresses where a rule would list more of them than {@code
 * externals.maxAddresses}, or a policy more blocks than the engine is made for.
 *
 * <p>Addresses stay exact while they are few, and also where no blocks keep within the numbers: an
 * exact list opens nothing that was not seen, and what it costs is said in a warning.
 */
final class BlockCovers {
  private final Situation situation;
  private final SortedSet<String> notes = new TreeSet<>();

  /** Addresses of one rule that one cover may stand for. */
  private record Coverable(
      OpenPeers open,
      List<PolicyPort> ports,
      Opening.Kind kind,
      SortedMap<IpAddress, PolicyPeer> peers) {}

  BlockCovers(Situation situation) {
    this.situation = situation;
  }

  /** Covers what is too much of a policy; says what a reviewer must know, sorted. */
  List<String> apply(Map<Direction, OpenPeers> policy) {
    List<List<Coverable>> rules = new ArrayList<>();
    policy.values().forEach(open -> rules.addAll(rules(open)));
    if (!withinEngine(policy.values(), rules)) {
      for (List<Coverable> rule : rules) {
        int most = situation.settings().maxExternalAddresses();
        if (addresses(rule) > most && !covered(List.of(rule), most, most)) {
          notes.add(
              Counted.of(addresses(rule), "single address", "single addresses")
                  + " in one rule: no "
                  + Counted.of(most, "block", "blocks")
                  + " of at most "
                  + situation.settings().externals().widest()
                  + " can stand for them; see externals.maxAddresses and externals.widestPrefix");
        }
      }
    }
    return List.copyOf(notes);
  }

  /** Covers where the engine's number is exceeded and can be kept. */
  private boolean withinEngine(Collection<OpenPeers> policy, List<List<Coverable>> rules) {
    int all = policy.stream().mapToInt(OpenPeers::ipBlocks).sum();
    int single = rules.stream().mapToInt(BlockCovers::addresses).sum();
    return situation.limits().tooManyIpBlocks(all)
        && single > 0
        && covered(
            rules,
            situation.settings().maxExternalAddresses(),
            situation.limits().mostIpBlocks() - (all - single));
  }

  private static int addresses(List<Coverable> rule) {
    return rule.stream().mapToInt(list -> list.peers().size()).sum();
  }

  private List<List<Coverable>> rules(OpenPeers open) {
    List<List<Coverable>> rules = new ArrayList<>();
    for (OpenPeers.Bundle bundle : open.bundles()) {
      List<Coverable> lists = new ArrayList<>();
      for (Opening.Kind kind : List.of(Opening.Kind.ADDRESS, Opening.Kind.NODE)) {
        lists.addAll(lists(open, bundle, kind));
      }
      if (!lists.isEmpty()) {
        rules.add(lists);
      }
    }
    return rules;
  }

  private List<Coverable> lists(OpenPeers open, OpenPeers.Bundle bundle, Opening.Kind kind) {
    SortedMap<Boolean, Coverable> byFamily = new TreeMap<>();
    for (PolicyPeer peer : bundle.peers()) {
      if (peer instanceof PolicyPeer.IpBlock block
          && open.of(peer).values().stream().allMatch(grounds -> grounds.isOnly(kind))
          && !bounds(kind).closed().holds(block.cidr().base())) {
        byFamily
            .computeIfAbsent(
                block.cidr().base().v6(),
                v6 -> new Coverable(open, bundle.ports(), kind, new TreeMap<>()))
            .peers()
            .put(block.cidr().base(), peer);
      }
    }
    return new ArrayList<>(byFamily.values());
  }

  private CoverBounds bounds(Opening.Kind kind) {
    return kind == Opening.Kind.NODE ? situation.nodeBounds() : situation.outsideBounds();
  }

  private boolean covered(List<List<Coverable>> rules, int perRule, int together) {
    List<List<Listed>> listed =
        rules.stream()
            .map(
                rule ->
                    rule.stream()
                        .map(list -> new Listed(list.peers().keySet(), bounds(list.kind())))
                        .toList())
            .toList();
    Optional<List<List<Cover>>> covers = AddressCovers.cover(listed, perRule, together);
    covers.ifPresent(
        found -> {
          for (int rule = 0; rule < rules.size(); rule++) {
            for (int list = 0; list < rules.get(rule).size(); list++) {
              replace(rules.get(rule).get(list), found.get(rule).get(list));
            }
          }
        });
    return covers.isPresent();
  }

  private static void replace(Coverable list, Cover cover) {
    for (Cut cut : cover.blocks()) {
      List<PolicyPeer> inside = new ArrayList<>();
      list.peers()
          .forEach(
              (address, peer) -> {
                if (cut.holds(address)) {
                  inside.add(peer);
                }
              });
      if (inside.size() > 1) {
        replace(list, cut, inside);
      }
    }
  }

  private static void replace(Coverable list, Cut cut, List<PolicyPeer> inside) {
    OpenPeers open = list.open();
    BigInteger unseen = cut.unseen(inside.size());
    for (PolicyPort port : list.ports()) {
      Grounds grounds = open.of(cut.peer()).computeIfAbsent(port, p -> new Grounds());
      inside.forEach(peer -> grounds.absorb(open.of(peer).getOrDefault(port, new Grounds())));
      grounds.opensUnseen(unseen, note(list.kind(), inside.size(), unseen));
    }
    open.removeAll(inside);
  }

  private static String note(Opening.Kind kind, int seen, BigInteger unseen) {
    return kind == Opening.Kind.NODE
        ? "stands for "
            + seen
            + " addresses of nodes, and opens "
            + Counted.of(unseen, "address that no node has", "addresses that no node has")
            + ": nodes come and go"
        : "stands for "
            + seen
            + " addresses that were seen, and opens "
            + Counted.of(unseen, "that never was", "that never were");
  }
}
