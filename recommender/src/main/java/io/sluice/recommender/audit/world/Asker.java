package io.sluice.recommender.audit.world;

import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.ServicePort;
import io.sluice.analyzer.inventory.Backend;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.EngineProfile.LoadBalancer;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.Connection.Entry;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.recommender.audit.AddressClasses;
import io.sluice.recommender.audit.Entrances;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes a question between two named ends ready for the evaluator. */
final class Asker {
  private final Inventory inventory;
  private final EndNames names;
  private final Entrances entrances;
  private final Pairs pairs;
  private final boolean unfiltered;

  Asker(Inventory inventory, EndNames names, PolicySet policies, EngineProfile engine) {
    AddressClasses addresses = AddressClasses.toldApartBy(List.of(policies));
    this.inventory = inventory;
    this.names = names;
    this.entrances = new Entrances(inventory, addresses);
    this.pairs = new Pairs(inventory, addresses, entrances);
    this.unfiltered = engine.nodeTraffic().loadBalancer() == LoadBalancer.UNFILTERED;
  }

  Asked ask(NamedEnd client, String from, NamedEnd server, String to, int protocol, int port) {
    if (client instanceof NamedEnd.Unknown unknown) {
      return Asked.nobody(unknown.reason(), unknown.near());
    }
    if (server instanceof NamedEnd.Unknown unknown) {
      return Asked.nobody(unknown.reason(), unknown.near());
    }
    if (client instanceof NamedEnd.OfService of) {
      return Asked.nobody(
          "\"" + from + "\" is Service " + of.service().title() + ", and Services call nobody",
          List.of());
    }
    NamedEnd.Subjects clients = (NamedEnd.Subjects) client;
    return server instanceof NamedEnd.OfService of
        ? behind(of.doorway(), clients, protocol, port)
        : direct(clients, (NamedEnd.Subjects) server, to, protocol, port);
  }

  // --- pods, nodes and addresses

  private Asked direct(
      NamedEnd.Subjects clients, NamedEnd.Subjects servers, String to, int protocol, int port) {
    List<String> notes = new ArrayList<>(List.of(clients.note(), servers.note()));
    notes.add(namesakeNote(to, protocol, port));
    List<Pair> all = new ArrayList<>();
    for (Pair pair : pairs.of(clients.subjects(), servers.subjects(), port, Entry.DIRECT, false)) {
      boolean forwarded = entrances.forwards(pair.connection(protocol));
      all.add(forwarded && unfiltered ? pair.by(Entry.LOAD_BALANCER) : pair);
      if (forwarded && !unfiltered) {
        notes.add(
            "from outside, this port is entered through a load balancer or node port with"
                + " externalTrafficPolicy Cluster, and rules may see a node there: ask about the"
                + " Service for that");
      }
    }
    return about(all, notes, Optional.empty());
  }

  /** A warning where a workload's namesake Service has this port and leads to another one. */
  private String namesakeNote(String to, int protocol, int port) {
    Optional<Service> service = names.service(to);
    String word = Protocol.ofNumber(protocol).map(Protocol::name).orElse("");
    if (service.isEmpty() || word.isEmpty() || port < 0) {
      return "";
    }
    List<Backend> backends = backends(service.get(), word, port);
    boolean other = backends.stream().anyMatch(backend -> backend.port() != port);
    return other
        ? "Service "
            + to
            + " leads "
            + word
            + "/"
            + port
            + " to "
            + word
            + "/"
            + backends.get(0).port()
            + "; ask about "
            + to
            + "[Service] for that"
        : "";
  }

  // --- Services

  private Asked behind(Doorway doorway, NamedEnd.Subjects clients, int protocol, int port) {
    String word = Protocol.ofNumber(protocol).map(Protocol::name).orElse("");
    if (word.isEmpty() || port < 0) {
      return Asked.nobody(
          "Service " + doorway.service().title() + " leads to pods only by a TCP, UDP or SCTP port",
          List.of());
    }
    Map<Integer, List<Subject>> byPort = new TreeMap<>();
    for (Backend backend : backends(doorway, word, port)) {
      byPort
          .computeIfAbsent(backend.port(), p -> new ArrayList<>())
          .add(doorway.met(backend.pod()));
    }
    if (byPort.isEmpty()) {
      return Asked.nobody(leadsNowhere(doorway, word, port), List.of());
    }
    List<Pair> all = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    byPort.forEach(
        (target, servers) -> {
          all.addAll(pairs(doorway, clients.subjects(), servers, target));
          targets.add(word + "/" + target + " of " + named(servers));
        });
    String leads = doorway + " " + word + "/" + port + " leads to " + String.join(" and ", targets);
    return about(
        all, List.of(clients.note(), leads), doorway.node().map(node -> new Dialled(node, port)));
  }

  /** All clients of a name are pods, or one node or address. */
  private List<Pair> pairs(
      Doorway doorway, List<Subject> clients, List<Subject> servers, int target) {
    Entry entry = doorway.entry(clients.get(0));
    return pairs.of(clients, servers, target, entry, doorway.node().isPresent());
  }

  private static String leadsNowhere(Doorway doorway, String word, int port) {
    return doorway
        + " leads to no known pod on "
        + word
        + "/"
        + port
        + (doorway.node().isPresent()
            ? ", as its externalTrafficPolicy is Local and none runs there"
            : "; its ports are " + ports(doorway.service()));
  }

  private List<Backend> backends(Doorway doorway, String protocol, int port) {
    return doorway.port(protocol, port).map(ServicePort::port).stream()
        .flatMap(own -> backends(doorway.service(), protocol, own).stream())
        .filter(backend -> doorway.leadsTo(backend.pod()))
        .toList();
  }

  private List<Backend> backends(Service service, String protocol, int port) {
    return inventory.backends(service, protocol, port, inventory.takenAtMillis());
  }

  private static String ports(Service service) {
    return service.ports().isEmpty()
        ? "none"
        : service.ports().stream()
            .map(port -> port.protocol() + "/" + port.port())
            .collect(Collectors.joining(", "));
  }

  private static String named(List<Subject> subjects) {
    int more = subjects.size() - 1;
    return subjects.get(0) + (more == 0 ? "" : " and " + more + " more");
  }

  /** Without loopback, which is always open, as long as there is anything else. */
  private static Asked about(List<Pair> all, List<String> notes, Optional<Dialled> dialled) {
    List<Pair> others = all.stream().filter(pair -> !pair.isLoopback()).toList();
    return Asked.about(
        others.isEmpty() ? all : others,
        notes.stream().filter(note -> !note.isEmpty()).distinct().toList(),
        dialled);
  }
}
