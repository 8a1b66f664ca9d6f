package io.sluice.recommender.world.emit;

import io.sluice.recommender.example.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Writes states of flows as blobs: one per interface and hour, one record per minute. */
final class AzureBlobs {
  private static final DateTimeFormatter PATH =
      DateTimeFormatter.ofPattern("'y='yyyy'/m='MM'/d='dd'/h='HH'/m=00/macAddress='", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String container;
  private final BiFunction<Instant, List<NicTuple>, SortedMap<String, Object>> record;

  private AzureBlobs(
      String container, BiFunction<Instant, List<NicTuple>, SortedMap<String, Object>> record) {
    this.container = container;
    this.record = record;
  }

  static AzureBlobs vnet() {
    return new AzureBlobs(
        "insights-logs-flowlogflowevent/flowLogResourceID=/WORLD_FLOWLOG/", AzureBlobs::vnetRecord);
  }

  static AzureBlobs nsg() {
    return new AzureBlobs(
        "insights-logs-networksecuritygroupflowevent/resourceId=/WORLD_NSG/",
        AzureBlobs::nsgRecord);
  }

  void write(List<NicTuple> tuples, Path folder) throws IOException {
    SortedMap<String, SortedMap<Instant, List<NicTuple>>> blobs = new TreeMap<>();
    for (NicTuple tuple : tuples) {
      String path = container + PATH.format(tuple.at()) + tuple.nic().mac() + "/PT1H.json";
      blobs
          .computeIfAbsent(path, p -> new TreeMap<>())
          .computeIfAbsent(tuple.at().truncatedTo(ChronoUnit.MINUTES), m -> new ArrayList<>())
          .add(tuple);
    }
    for (Map.Entry<String, SortedMap<Instant, List<NicTuple>>> blob : blobs.entrySet()) {
      List<Object> records = new ArrayList<>();
      blob.getValue().forEach((minute, of) -> records.add(record.apply(minute, of)));
      Path file = folder.resolve(blob.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, Json.text(Fields.of("records", records)));
    }
  }

  private static SortedMap<String, List<String>> byRule(
      List<NicTuple> tuples, Function<NicTuple, String> text) {
    SortedMap<String, List<String>> byRule = new TreeMap<>();
    tuples.forEach(
        t -> byRule.computeIfAbsent(t.rule(), r -> new ArrayList<>()).add(text.apply(t)));
    return byRule;
  }

  private static SortedMap<String, Object> vnetRecord(Instant minute, List<NicTuple> tuples) {
    List<Object> flows = new ArrayList<>();
    byRule(tuples, NicTuple::vnet)
        .forEach(
            (rule, texts) ->
                flows.add(
                    Fields.of(
                        "aclID",
                        rule.equals("PlatformRule")
                            ? "00000000-0000-0000-0000-000000000000"
                            : "6f2b1c54-9a37-4d0e-8b1d-2f1f5a7c9e10",
                        "flowGroups",
                        List.of(Fields.of("rule", rule, "flowTuples", texts)))));
    SortedMap<String, Object> record = common(minute, tuples);
    record.put("category", "FlowLogFlowEvent");
    record.put("operationName", "FlowLogFlowEvent");
    record.put("flowLogVersion", 4);
    record.put("targetResourceID", "/subscriptions/0/virtualNetworks/world");
    record.put("flowRecords", Fields.of("flows", flows));
    return record;
  }

  private static SortedMap<String, Object> nsgRecord(Instant minute, List<NicTuple> tuples) {
    List<Object> flows = new ArrayList<>();
    String mac = tuples.get(0).nic().mac();
    byRule(tuples, NicTuple::nsg)
        .forEach(
            (rule, texts) ->
                flows.add(
                    Fields.of(
                        "rule",
                        rule,
                        "flows",
                        List.of(Fields.of("mac", mac, "flowTuples", texts)))));
    SortedMap<String, Object> record = common(minute, tuples);
    record.put("category", "NetworkSecurityGroupFlowEvent");
    record.put("operationName", "NetworkSecurityGroupFlowEvents");
    record.put("resourceId", "/SUBSCRIPTIONS/0/NETWORKSECURITYGROUPS/WORLD");
    record.put("properties", Fields.of("Version", 2, "flows", flows));
    return record;
  }

  private static SortedMap<String, Object> common(Instant minute, List<NicTuple> tuples) {
    return Fields.of(
        "time", TIME.format(minute.plusMillis(72_518)), "macAddress", tuples.get(0).nic().mac());
  }
}
