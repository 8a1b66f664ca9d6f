package io.sluice.recommender.recommend.tightness;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.NamespaceDefault;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.peer.PeerFinder;
import io.sluice.recommender.recommend.privilege.ExcessCounter;
import io.sluice.recommender.recommend.privilege.LeastPrivilege;
import io.sluice.recommender.recommend.privilege.ObservedTriples;
import io.sluice.recommender.recommend.privilege.PolicyExcess;
import io.sluice.recommender.recommend.situation.Situation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Follows every setting of {@code --tightness} to its end, so that a user can choose with figures;
 * the proposals of one of them are the answer.
 *
 * <p>Whatever is loosened, these stay as they are: peers that are addresses or in a system
 * namespace, policies of system namespaces, what stands by convention, and everything that was
 * stopped or is forbidden ({@link OffLimits}, {@link StaysDenied}).
 */
public final class TradeOff {
  private final Situation situation;
  private final List<NamespaceDefault> defaults;
  private final ObservedTriples observed;
  private final OffLimits limits;
  private final StaysDenied denied;

  /**
   * What one setting comes to.
   *
   * @param proposals the proposals under it
   * @param proposed their policies and the default denies
   * @param leastPrivilege what those allow beyond what was observed
   */
  public record Choice(
      List<WorkloadProposal> proposals, PolicySet proposed, LeastPrivilege leastPrivilege) {

    private int rules() {
      return proposed.policies().stream()
          .mapToInt(policy -> policy.ingress().size() + policy.egress().size())
          .sum();
    }
  }

  /**
   * A trade-off.
   *
   * @param defaults default denies of namespaces, which no setting changes
   * @param judged all edges
   * @param effective what would be in force with proposed policies
   */
  public TradeOff(
      Situation situation,
      PeerFinder peers,
      List<NamespaceDefault> defaults,
      List<JudgedEdge> judged,
      Function<PolicySet, PolicySet> effective) {
    this.situation = situation;
    this.defaults = defaults;
    this.limits = new OffLimits(judged, situation.options().decisions());
    this.observed =
        new ObservedTriples(
            situation.roster(),
            judged.stream().filter(e -> e.standing() instanceof Standing.Used).toList());
    this.denied =
        new StaysDenied(
            situation, peers, judged, proposals -> effective.apply(proposed(proposals)));
  }

  /**
   * All settings, tightest first.
   *
   * @param exact the exact proposals
   * @param listing the same if single addresses are listed up to another number of them
   */
  public SortedMap<Tightness, Choice> choices(
      List<WorkloadProposal> exact, IntFunction<List<WorkloadProposal>> listing) {
    int most = situation.settings().maxExternalAddresses();
    Choice tight = choice(exact);
    SortedMap<Tightness, Choice> choices = new TreeMap<>();
    for (Tightness tightness : Tightness.values()) {
      int fewer = tightness.addresses(most);
      choices.put(
          tightness,
          tightness == Tightness.EXACT
              ? tight
              : choice(
                  loosened(
                      tightness,
                      tight,
                      listsMore(tight, fewer) ? listing.apply(fewer) : tight.proposals())));
    }
    return choices;
  }

  /** The settings in figures. */
  public List<TightnessStep> steps(SortedMap<Tightness, Choice> choices) {
    List<TightnessStep> steps = new ArrayList<>();
    choices.forEach(
        (tightness, choice) ->
            steps.add(
                new TightnessStep(
                    tightness,
                    tightness == situation.settings().tightness(),
                    choice.proposed().policies().size(),
                    choice.rules(),
                    choice.leastPrivilege().total(),
                    choice.leastPrivilege().addressesNeverSeen())));
    return steps;
  }

  private List<WorkloadProposal> loosened(
      Tightness tightness, Choice tight, List<WorkloadProposal> covered) {
    Map<NetworkPolicy.Key, Long> allowed = new HashMap<>();
    for (PolicyExcess one : tight.leastPrivilege().policies()) {
      allowed.put(one.policy(), one.triples().allowed());
    }
    Widening widening = new Widening(situation, tight.proposed(), observed, limits);
    return denied.keep(
        tight.proposals(), new Loosener(tightness, situation, widening, allowed).loosen(covered));
  }

  /** Whether some direction lists more addresses than that. */
  private static boolean listsMore(Choice choice, int most) {
    return choice.proposed().policies().stream()
        .flatMap(policy -> Stream.of(policy.ingress(), policy.egress()))
        .anyMatch(
            rules ->
                rules.stream()
                        .flatMap(rule -> rule.peers().stream())
                        .filter(PolicyPeer.IpBlock.class::isInstance)
                        .count()
                    > most);
  }

  private Choice choice(List<WorkloadProposal> proposals) {
    PolicySet proposed = proposed(proposals);
    Map<NetworkPolicy.Key, BigInteger> neverSeen = new HashMap<>();
    for (WorkloadProposal proposal : proposals) {
      proposal
          .policy()
          .ifPresent(p -> neverSeen.put(p.key(), EvidenceRows.neverSeen(proposal.evidence())));
    }
    return new Choice(
        proposals, proposed, new ExcessCounter(situation, proposed, observed).count(neverSeen));
  }

  private PolicySet proposed(List<WorkloadProposal> proposals) {
    return PolicySet.of(
        Stream.concat(
                proposals.stream().flatMap(p -> p.policy().stream()),
                defaults.stream().flatMap(d -> d.policy().stream()))
            .toList());
  }
}
