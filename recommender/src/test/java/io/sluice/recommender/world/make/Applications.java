package io.sluice.recommender.world.make;

import io.sluice.recommender.world.WorldPort;
import io.sluice.recommender.world.WorldService;
import io.sluice.recommender.world.WorldWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plans the workloads and Services of the application namespaces. */
final class Applications {
  private static final List<String> NAMESPACES =
      List.of(
          "shop",
          "payments",
          "catalog",
          "search",
          "accounts",
          "billing",
          "media",
          "chat",
          "maps",
          "orders",
          "fleet",
          "risk",
          "ledger",
          "mail",
          "crm",
          "hr",
          "wiki",
          "forum",
          "games",
          "ads",
          "news",
          "weather",
          "travel",
          "loans",
          "cards",
          "claims",
          "stock",
          "depot",
          "routes",
          "tickets",
          "events",
          "polls",
          "files",
          "photos",
          "music",
          "video",
          "books",
          "recipes",
          "sports",
          "jobs");
  private static final List<String> NAMES =
      List.of(
          "web",
          "gateway",
          "api",
          "worker",
          "cart",
          "checkout",
          "profile",
          "session",
          "pricing",
          "stock",
          "invoice",
          "report",
          "notify",
          "sync",
          "import",
          "export",
          "rules",
          "quota",
          "audit",
          "index",
          "query",
          "feed",
          "render",
          "thumbs",
          "geo",
          "rates");
  private static final List<WorldPort> STORES =
      List.of(
          WorldPort.tcp("postgres", 5432),
          WorldPort.tcp("redis", 6379),
          WorldPort.tcp("mongo", 27017),
          WorldPort.tcp("kafka", 9092),
          WorldPort.tcp("amqp", 5672));

  private final Blueprint plan;

  Applications(Blueprint plan) {
    this.plan = plan;
  }

  void plan() {
    for (int i = 0; i < plan.options.namespaces(); i++) {
      String name = NAMESPACES.get(i % NAMESPACES.size());
      namespace(i < NAMESPACES.size() ? name : name + "-" + i / NAMESPACES.size(), i);
    }
  }

  private void namespace(String namespace, int index) {
    Draw draw = new Draw(plan.options.seed(), "namespace " + index);
    plan.namespace(namespace, draw.chance(0.5) ? Map.of("team", "team-" + index % 7) : Map.of());
    Labelling labelling = Labelling.draw(draw, namespace);
    List<String> names = new ArrayList<>(NAMES);
    int count = 4 + draw.weighted(10, 20, 20, 16, 12, 8, 6, 4, 2, 1, 1);
    for (int i = 0; i < count; i++) {
      String name = names.remove(draw.between(0, names.size() - 1));
      workload(draw, labelling, name);
    }
    if (labelling.scheme() == Labelling.Scheme.HELM) {
      store(draw, labelling, "cache-1", STORES.get(1));
      store(draw, labelling, "cache-2", STORES.get(1));
    } else {
      store(draw, labelling, "db", draw.pick(STORES));
    }
    new Peculiarities(plan, draw, labelling).plan(index);
  }

  private void workload(Draw draw, Labelling labelling, String name) {
    int kind = draw.weighted(64, 8, 3, 14, 4, 7);
    String word =
        List.of("Deployment", "StatefulSet", "DaemonSet", "CronJob", "Pod", "Rollout").get(kind);
    List<WorldPort> ports = word.equals("CronJob") ? List.of() : ports(draw);
    WorldWorkload workload =
        of(
            labelling,
            word,
            name,
            draw.pick(List.of("front", "middle", "back")),
            ports,
            replicas(draw, word));
    plan.add(workload);
    if (!ports.isEmpty()) {
      service(draw, workload, word.equals("StatefulSet") && draw.chance(0.6));
    }
  }

  static int replicas(Draw draw, String kind) {
    return kind.equals("Pod") || kind.equals("CronJob") ? 1 : 1 + draw.weighted(35, 35, 20, 10);
  }

  /** None 15 %, one 67 %, two 9 %, three 9 %. */
  private static List<WorldPort> ports(Draw draw) {
    int count = draw.weighted(15, 67, 9, 9);
    List<WorldPort> ports = new ArrayList<>();
    if (count > 0) {
      int number = draw.pick(List.of(8080, 8080, 8000, 3000, 5000, 8443, 9000, 50051));
      ports.add(WorldPort.tcp(draw.chance(0.5) ? "http" : "main", number));
    }
    if (count > 1) {
      ports.add(WorldPort.tcp("metrics", draw.pick(List.of(9102, 9464, 2112))));
    }
    if (count > 2) {
      ports.add(
          draw.chance(0.3) ? new WorldPort("events", 8125, "UDP") : WorldPort.tcp("admin", 9901));
    }
    return ports;
  }

  private void store(Draw draw, Labelling labelling, String name, WorldPort port) {
    WorldWorkload store =
        of(labelling, "StatefulSet", name, "data", List.of(port), draw.between(1, 3));
    plan.add(store);
    service(draw, store, draw.chance(0.4));
  }

  static WorldWorkload of(
      Labelling labelling,
      String kind,
      String name,
      String tier,
      List<WorldPort> ports,
      int replicas) {
    Labelling.Labels labels = labelling.of(name, tier);
    return new WorldWorkload(
        labelling.namespace(),
        kind,
        name,
        labels.all(),
        labels.match(),
        labelling.changing(),
        replicas,
        ports,
        false);
  }

  /** Services show other ports than their pods, and half of them lead there by name. */
  private void service(Draw draw, WorldWorkload workload, boolean headless) {
    List<WorldService.Port> ports = new ArrayList<>();
    for (WorldPort port : workload.ports()) {
      boolean same = headless || draw.chance(0.4);
      int shown = same ? port.number() : port.equals(workload.ports().get(0)) ? 80 : port.number();
      String target = draw.chance(0.5) ? port.name() : String.valueOf(port.number());
      ports.add(new WorldService.Port(port.name(), shown, target, port.protocol(), 0));
    }
    SortedMap<String, String> selector =
        workload.matchLabels().isEmpty() ? workload.labels() : workload.matchLabels();
    plan.add(
        new WorldService(
            workload.namespace(),
            workload.name(),
            headless ? "None" : plan.nextClusterIp(),
            new TreeMap<>(selector),
            ports,
            Optional.empty(),
            false,
            List.of()));
  }
}
