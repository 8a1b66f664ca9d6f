package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.ports.PortUse;
import io.sluice.recommender.recommend.ports.PortUses;
import io.sluice.recommender.recommend.situation.Situation;
import io.sluice.recommender.recommend.situation.SystemNamespaces;
import io.sluice.recommender.recommend.traffic.DnsResolvers;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a reviewer must know of a recommendation as a whole, sorted. */
public final class Warnings {
  private final Situation situation;
  private final DnsResolvers resolvers;
  private final PortUses ports;

  public Warnings(Situation situation, DnsResolvers resolvers, PortUses ports) {
    this.situation = situation;
    this.resolvers = resolvers;
    this.ports = ports;
  }

  public List<String> of(List<WorkloadProposal> proposals, List<String> replayed) {
    SortedSet<String> warnings = new TreeSet<>(replayed);
    for (WorkloadProposal proposal : proposals) {
      proposal.policy().ifPresent(policy -> add(warnings, proposal.workload(), policy));
      proposal.evidence().forEach(item -> addWaysOut(warnings, item));
      if (!situation.limits().portRanges()) {
        proposal.evidence().forEach(item -> addSinglePorts(warnings, proposal.workload(), item));
      }
    }
    situation.settings().externalGroups().forEach((name, ranges) -> add(warnings, name, ranges));
    return new ArrayList<>(warnings);
  }

  /** Where an engine reads only the first port of a range, its ports are listed one by one. */
  private void addSinglePorts(SortedSet<String> warnings, Workload workload, RuleEvidence item) {
    for (JudgedEdge judged : item.edges()) {
      if (ports.of(judged.edge()) instanceof PortUse.InRange in) {
        warnings.add(
            workload.title()
                + ", "
                + item.direction().word()
                + ": this engine does not know endPort, so of the "
                + in.range().basis().word()
                + " range "
                + in.range().ports()
                + " only the "
                + in.range().seen()
                + " ports that were seen are open; others of it will be denied");
      }
    }
  }

  /** Whoever may send to any address of a big cloud may send to a stranger's machine there. */
  private void addWaysOut(SortedSet<String> warnings, RuleEvidence item) {
    if (item.direction() == Direction.EGRESS && item.peer() instanceof PolicyPeer.IpBlock block) {
      for (String title : situation.ranges().waysOut(block)) {
        warnings.add(
            "externals.open: "
                + title
                + " opens "
                + situation.ranges().size(title)
                + " addresses, and anybody can rent one there: data can leave through it");
      }
    }
  }

  /** A named range is meant to be outside; one around pods would open to every pod in it. */
  private void add(SortedSet<String> warnings, String group, List<Cidr> ranges) {
    for (Node node : situation.inventory().nodes()) {
      for (String text : node.podCidrs()) {
        Cidr.parse(text)
            .filter(pods -> ranges.stream().anyMatch(pods::overlaps))
            .ifPresent(
                pods ->
                    warnings.add(
                        "externals.groups."
                            + group
                            + " overlaps the pod range "
                            + pods
                            + ": a rule with it opens to pods as well"));
      }
    }
  }

  private void add(SortedSet<String> warnings, Workload workload, NetworkPolicy policy) {
    situation
        .system()
        .reason(workload.cluster(), workload.namespace())
        .ifPresent(
            reason ->
                warnings.add(
                    "--include-system: " + reason + "; a policy there can stop the cluster"));
    if (SystemNamespaces.isDelivery(workload.namespace())) {
      warnings.add(
          "namespace "
              + workload.namespace()
              + " holds a delivery tool: a policy that stops it also stops its own roll-back");
    }
    if (policy.isolates().contains(Direction.EGRESS) && resolvers.none(workload.cluster())) {
      warnings.add(
          "neither the snapshot nor the logs show who answers DNS"
              + (workload.cluster().isEmpty() ? "" : " in " + workload.cluster())
              + ": no policy allows it");
    }
    addBlocks(warnings, policy);
  }

  private void addBlocks(SortedSet<String> warnings, NetworkPolicy policy) {
    List<PolicyPeer.IpBlock> blocks = new ArrayList<>();
    for (List<PolicyRule> rules : List.of(policy.ingress(), policy.egress())) {
      for (PolicyRule rule : rules) {
        List<PolicyPeer.IpBlock> ofRule = blocks(rule);
        long single = ofRule.stream().filter(Warnings::isSingle).count();
        if (single > situation.settings().maxExternalAddresses()) {
          warnings.add(
              policy.title()
                  + " lists "
                  + single
                  + " single addresses in one rule; name their ranges under externals.groups");
        }
        blocks.addAll(ofRule);
      }
    }
    if (situation.limits().tooManyIpBlocks(blocks.size())) {
      warnings.add(
          policy.title()
              + " has "
              + blocks.size()
              + " ipBlocks; beyond "
              + situation.limits().mostIpBlocks()
              + ", Azure NPM may drop and reapply all rules of a node when the policy changes");
    }
  }

  private static List<PolicyPeer.IpBlock> blocks(PolicyRule rule) {
    List<PolicyPeer.IpBlock> blocks = new ArrayList<>();
    for (PolicyPeer peer : rule.peers()) {
      if (peer instanceof PolicyPeer.IpBlock block) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  private static boolean isSingle(PolicyPeer.IpBlock block) {
    return block.cidr().prefixLength() == block.cidr().base().bitLength();
  }
}
