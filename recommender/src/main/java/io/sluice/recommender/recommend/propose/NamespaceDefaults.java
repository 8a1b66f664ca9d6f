package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.recommender.recommend.Hold;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.NamespaceDefault;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.WorkloadProposal.State;
import io.sluice.recommender.recommend.declared.DeclaredHold;
import io.sluice.recommender.recommend.situation.Situation;
import io.sluice.recommender.recommend.traffic.DnsResolvers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Closes whole namespaces, each only where nothing in it would be cut off unseen: every workload
 * has a policy of its own or one that stays, no direction is held open, DNS can be kept open, and
 * whatever else is there, a CronJob that never ran or a Deployment of no replicas, is named and
 * decided by a person.
 */
public final class NamespaceDefaults {
  /** The name of the policy. */
  static final String NAME = "default-deny";

  private static final String WITHOUT_DNS =
      "DNS: nobody is known to answer it, in the snapshot or in the logs, so no rule could keep it"
          + " open";

  private final Situation situation;
  private final DnsResolvers resolvers;
  private final PolicyNames names;
  private final Unseen unseen;

  public NamespaceDefaults(
      Situation situation,
      DnsResolvers resolvers,
      PolicyNames names,
      Collection<JudgedEdge> edges) {
    this.situation = situation;
    this.resolvers = resolvers;
    this.names = names;
    this.unseen = new Unseen(situation, edges);
  }

  private record Place(String cluster, String namespace) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byCluster = cluster.compareTo(other.cluster);
      return byCluster != 0 ? byCluster : namespace.compareTo(other.namespace);
    }
  }

  /** One for each namespace that holds a workload in scope, sorted. */
  public List<NamespaceDefault> of(Collection<WorkloadProposal> proposals) {
    SortedMap<Place, List<WorkloadProposal>> byPlace = new TreeMap<>();
    for (WorkloadProposal proposal : proposals) {
      if (proposal.state() != State.SYSTEM) {
        Place place = new Place(proposal.workload().cluster(), proposal.workload().namespace());
        byPlace.computeIfAbsent(place, p -> new ArrayList<>()).add(proposal);
      }
    }
    List<NamespaceDefault> defaults = new ArrayList<>();
    byPlace.forEach((place, here) -> defaults.add(of(place, here)));
    return defaults;
  }

  private NamespaceDefault of(Place place, List<WorkloadProposal> here) {
    TreeSet<String> refusals = new TreeSet<>();
    here.forEach(proposal -> refusals.addAll(refusals(proposal)));
    if (isolated().contains(Direction.EGRESS) && resolvers.rules(members(here)).isEmpty()) {
      refusals.add(WITHOUT_DNS);
    }
    return new NamespaceDefault(
        place.cluster(),
        place.namespace(),
        refusals.isEmpty() ? Optional.of(policy(place, members(here))) : Optional.empty(),
        List.copyOf(refusals));
  }

  private List<String> refusals(WorkloadProposal proposal) {
    String title = proposal.workload().title() + " (" + proposal.workload().kind() + ")";
    if (proposal.state() == State.NOT_ENFORCEABLE) {
      return List.of();
    }
    boolean cutOff = proposal.policy().isEmpty() && proposal.state() != State.COVERED;
    if (cutOff && !isAccepted(proposal)) {
      return List.of(title + ": " + proposal.stateReason());
    }
    Set<Direction> held = EnumSet.noneOf(Direction.class);
    TreeSet<String> words = new TreeSet<>();
    for (Hold hold : proposal.holds()) {
      if (cutOff && !hold.word().equals(DeclaredHold.WORD)) {
        continue; // what no log shows of it is what was accepted
      }
      if (proposal.policy().filter(p -> p.isolates().contains(hold.direction())).isEmpty()) {
        held.add(hold.direction());
        words.add(hold.word());
      }
    }
    return held.isEmpty()
        ? List.of()
        : List.of(
            title
                + ": "
                + String.join(" and ", held.stream().map(Direction::word).toList())
                + " held open ("
                + String.join(", ", words)
                + ")");
  }

  private boolean isAccepted(WorkloadProposal proposal) {
    return !unseen.accepted(situation.groups().group(proposal.workload()).members()).isEmpty();
  }

  /** A direction that nobody's own policy isolates is not closed behind their backs. */
  private Set<Direction> isolated() {
    return situation.options().isolate();
  }

  private static List<Workload> members(List<WorkloadProposal> here) {
    return here.stream()
        .flatMap(p -> Stream.concat(Stream.of(p.workload()), p.merged().stream()))
        .toList();
  }

  private NetworkPolicy policy(Place place, List<Workload> members) {
    NetworkPolicy draft = named(place, NAME, members);
    return named(place, names.free(draft), members);
  }

  private NetworkPolicy named(Place place, String name, List<Workload> members) {
    List<PolicyRule> dns = new ArrayList<>();
    if (isolated().contains(Direction.EGRESS)) {
      resolvers
          .rules(members)
          .forEach(
              (peer, ports) ->
                  dns.add(new PolicyRule(List.of(peer), List.<PolicyPort>copyOf(ports))));
    }
    String file = place.namespace() + "/" + name + ".yaml";
    return new NetworkPolicy(
        place.cluster(),
        place.namespace(),
        name,
        LabelSelector.EVERYTHING,
        isolated(),
        List.of(),
        dns,
        new ObjectOrigin(place.cluster().isEmpty() ? file : place.cluster() + "/" + file, 1));
  }
}
