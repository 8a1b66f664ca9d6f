package io.sluice.recommender.world.make;

import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldPort;
import io.sluice.recommender.world.WorldService;
import io.sluice.recommender.world.WorldWorkload;
import io.sluice.recommender.world.make.Relation.Rate;
import java.util.List;

/** Plans what everybody needs of the infrastructure: names, metrics, logs. */
final class Plumbing {
  private final Blueprint plan;

  Plumbing(Blueprint plan) {
    this.plan = plan;
  }

  void plan() {
    WorldService dns = service("kube-system/kube-dns");
    for (WorldWorkload workload : plan.workloads) {
      if (!workload.hostNetwork() && !workload.system()) {
        names(workload, dns);
      }
    }
    monitoring();
    system();
  }

  private void names(WorldWorkload client, WorldService dns) {
    Callee callee =
        plan.options.nodeLocalDns()
            ? new Callee.Addresses(List.of(World.NODE_RESOLVER), 53)
            : new Callee.BehindService(dns, dns.ports().get(0));
    plan.relations.add(Relation.udp(client, callee, Rate.SPARSE));
    // An answer that is too long is asked for again, over TCP; a resolver that is away, elsewhere.
    Callee overTcp = new Callee.BehindService(dns, dns.ports().get(1));
    boolean happens = client.title().hashCode() % 5 == 0 && !plan.options.nodeLocalDns();
    plan.relations.add(Relation.tcp(client, overTcp, happens ? Rate.RARE : Rate.NEVER));
    Callee cluster = new Callee.BehindService(dns, dns.ports().get(0));
    plan.relations.add(Relation.udp(client, cluster, Rate.NEVER));
  }

  private void monitoring() {
    WorldWorkload prometheus = workload("monitoring/prometheus");
    for (WorldWorkload target : plan.workloads) {
      for (WorldPort port : target.ports()) {
        if (port.name().equals("metrics") && !target.hostNetwork()) {
          Callee pods = new Callee.Pods(target, port);
          plan.relations.add(Relation.tcp(prometheus, pods, Rate.SPARSE));
        }
      }
    }
    plan.relations.add(Relation.tcp(prometheus, new Callee.Nodes(9100), Rate.BUSY));
    WorldService own = service("monitoring/prometheus");
    Callee web = new Callee.BehindService(own, own.ports().get(0));
    plan.relations.add(Relation.tcp(workload("monitoring/grafana"), web, Rate.STEADY));
    Callee logs = new Callee.Addresses(List.of("198.19.77.7"), 443);
    plan.relations.add(Relation.tcp(workload("monitoring/log-agent"), logs, Rate.BUSY));
  }

  private void system() {
    Callee upstream = new Callee.Addresses(List.of(World.PLATFORM), 53);
    plan.relations.add(Relation.udp(workload("kube-system/coredns"), upstream, Rate.BUSY));
    Callee kubelets = new Callee.Nodes(10250);
    plan.relations.add(Relation.tcp(workload("kube-system/metrics-server"), kubelets, Rate.BUSY));
    Callee api = new Callee.Addresses(List.of(World.API_SERVER), 443);
    plan.relations.add(Relation.tcp(workload("kube-system/konnectivity-agent"), api, Rate.STEADY));
  }

  private WorldWorkload workload(String title) {
    return plan.workloads.stream().filter(w -> w.title().equals(title)).findFirst().orElseThrow();
  }

  private WorldService service(String title) {
    return plan.services.stream().filter(s -> s.title().equals(title)).findFirst().orElseThrow();
  }
}
