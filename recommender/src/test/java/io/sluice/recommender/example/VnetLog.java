package io.sluice.recommender.example;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.example.Conversation.Fate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Azure writes of the same conversations at the nodes' network interfaces: only what crosses
 * them, with pod addresses and no names, stateful, both interfaces of a conversation.
 */
final class VnetLog {
  private static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";
  private static final String FOLDER =
      "insights-logs-flowlogflowevent/flowLogResourceID=/"
          + SUBSCRIPTION
          + "_NETWORKWATCHERRG/NETWORKWATCHER_WESTEUROPE_VNET-SHOP-RG-SHOP-FLOWLOG";
  private static final String FLOW_LOG =
      "/SUBSCRIPTIONS/"
          + SUBSCRIPTION
          + "/RESOURCEGROUPS/NETWORKWATCHERRG/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/"
          + "NETWORKWATCHER_WESTEUROPE/FLOWLOGS/VNET-SHOP-RG-SHOP-FLOWLOG";
  private static final String VNET =
      "/subscriptions/"
          + SUBSCRIPTION
          + "/resourceGroups/rg-shop/providers/Microsoft.Network/virtualNetworks/vnet-shop";
  private static final String ACL = "6f2b1c54-9a37-4d0e-8b1d-2f1f5a7c9e10";
  private static final String GUID = "3d9c7a21-5e64-4b8f-a1d3-0c7b2e9f6a55";

  private static final String VNET_IN = "DefaultRule_AllowVnetInBound";
  private static final String VNET_OUT = "DefaultRule_AllowVnetOutBound";
  private static final String INTERNET_OUT = "DefaultRule_AllowInternetOutBound";
  private static final String LOAD_BALANCER_IN = "DefaultRule_AllowAzureLoadBalancerInBound";
  private static final String CLIENTS_IN = "UserRule_k8s-azure-lb_allow_IPv4_frontend-80";
  private static final String OPERATIONS_DENIED = "UserRule_deny-operations-to-databases";

  private static final DateTimeFormatter PATH =
      DateTimeFormatter.ofPattern("'/y='yyyy'/m='MM'/d='dd'/h='HH'/m=00/macAddress='", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final List<VnetTuple> tuples = new ArrayList<>();

  private final Optional<String> loadBalancer;

  private VnetLog(Optional<String> loadBalancer) {
    this.loadBalancer = loadBalancer;
  }

  /**
   * The blobs by their path.
   *
   * @param hours the hours of which there are logs
   * @param loadBalancer the address that clients on the internet call, on port 80
   */
  static SortedMap<String, String> of(
      List<Conversation> conversations, List<Instant> hours, Optional<String> loadBalancer) {
    VnetLog log = new VnetLog(loadBalancer);
    for (Conversation conversation : conversations) {
      if (hours.contains(conversation.at().truncatedTo(ChronoUnit.HOURS))) {
        log.report(conversation);
      }
    }
    if (loadBalancer.isPresent()) {
      hours.forEach(log::healthProbes);
    }
    Collections.sort(log.tuples);
    return log.blobs();
  }

  private void report(Conversation c) {
    if (c.client().sameNodeAs(c.server())) {
      return; // Never reaches an interface.
    }
    if (c.fate() == Fate.DENIED_BY_NETWORK) {
      ExampleNode nic = c.server().node().orElseThrow();
      add(nic, OPERATIONS_DENIED, c.at(), c, c.server().ip(), c.serverPort(), "I,D,NX,0,0,0,0");
      return;
    }
    c.client().node().ifPresent(nic -> connection(nic, c, outRule(c), "O"));
    c.server().node().ifPresent(nic -> connection(nic, c, inRule(c), "I"));
  }

  private static String outRule(Conversation c) {
    return c.server().node().isPresent() ? VNET_OUT : INTERNET_OUT;
  }

  private static String inRule(Conversation c) {
    return fromInternet(c) ? CLIENTS_IN : VNET_IN;
  }

  private static boolean fromInternet(Conversation c) {
    return c.client().node().isEmpty() && !c.client().ip().startsWith("10.");
  }

  /** A begin and an end; with a load balancer's floating IP the address in front of it stands. */
  private void connection(ExampleNode nic, Conversation c, String rule, String direction) {
    boolean behind = loadBalancer.isPresent() && fromInternet(c) && c.server().isPod();
    String server = behind ? loadBalancer.get() : c.server().ip();
    int port = behind ? 80 : c.serverPort();
    add(nic, rule, c.at(), c, server, port, direction + ",B,NX,0,0,0,0");
    int packets = 3 + c.number() % 9;
    String counts =
        packets + "," + (packets * 97 + 66) + "," + (packets + 1) + "," + (packets * 431 + 54);
    Instant end = c.at().plusMillis(35 + c.number() * 11L % 400);
    add(nic, rule, end, c, server, port, direction + ",E,NX," + counts);
  }

  private void add(
      ExampleNode nic,
      String rule,
      Instant at,
      Conversation c,
      String server,
      int port,
      String rest) {
    String ends = c.client().ip() + "," + server + "," + c.clientPort() + "," + port;
    String text = at.toEpochMilli() + "," + ends + "," + c.protocol() + "," + rest;
    tuples.add(new VnetTuple(nic, at, rule, tuples.size(), text));
  }

  /** Azure's load balancer asks each node whether it has a pod of the public Service. */
  private void healthProbes(Instant hour) {
    for (ExampleNode node : World.NODES) {
      for (int minute = 0; minute < 60; minute += 20) {
        Instant at = hour.plusSeconds(minute * 60L + 5L + node.index());
        Conversation probe =
            new Conversation(
                minute,
                at,
                End.of(World.AZURE_PLATFORM),
                End.of(node),
                6,
                50_100 + minute,
                Snapshot.HEALTH_CHECK_NODE_PORT,
                Fate.ANSWERED);
        connection(node, probe, LOAD_BALANCER_IN, "I");
      }
    }
  }

  private SortedMap<String, String> blobs() {
    SortedMap<String, List<VnetTuple>> byBlob = new TreeMap<>();
    for (VnetTuple tuple : tuples) {
      String path = FOLDER + PATH.format(tuple.at()) + tuple.nic().mac() + "/PT1H.json";
      byBlob.computeIfAbsent(path, p -> new ArrayList<>()).add(tuple);
    }
    SortedMap<String, String> blobs = new TreeMap<>();
    byBlob.forEach((path, inBlob) -> blobs.put(path, blob(inBlob)));
    return blobs;
  }

  private static String blob(List<VnetTuple> inBlob) {
    SortedMap<Instant, List<VnetTuple>> byMinute = new TreeMap<>();
    for (VnetTuple tuple : inBlob) {
      Instant minute = tuple.at().truncatedTo(ChronoUnit.MINUTES);
      byMinute.computeIfAbsent(minute, m -> new ArrayList<>()).add(tuple);
    }
    ObjectNode blob = JsonNodeFactory.instance.objectNode();
    ArrayNode records = blob.putArray("records");
    byMinute.forEach((minute, inMinute) -> records.add(record(minute, inMinute)));
    return blob.toString();
  }

  private static ObjectNode record(Instant minute, List<VnetTuple> inMinute) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("time", TIME.format(minute.plusMillis(72_518)));
    record.put("flowLogVersion", 4);
    record.put("flowLogGUID", GUID);
    record.put("macAddress", inMinute.get(0).nic().mac());
    record.put("category", "FlowLogFlowEvent");
    record.put("flowLogResourceID", FLOW_LOG);
    record.put("targetResourceID", VNET);
    record.put("operationName", "FlowLogFlowEvent");
    ObjectNode flow = record.putObject("flowRecords").putArray("flows").addObject();
    flow.put("aclID", ACL);
    ArrayNode groups = flow.putArray("flowGroups");
    SortedMap<String, List<String>> byRule = new TreeMap<>();
    for (VnetTuple tuple : inMinute) {
      byRule.computeIfAbsent(tuple.rule(), r -> new ArrayList<>()).add(tuple.text());
    }
    for (Map.Entry<String, List<String>> rule : byRule.entrySet()) {
      ArrayNode texts = groups.addObject().put("rule", rule.getKey()).putArray("flowTuples");
      rule.getValue().forEach(texts::add);
    }
    return record;
  }
}
