package io.sluice.recommender.recommend.named;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.recommend.named.NamedRange.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a query of Azure Resource Graph exported ({@code az graph query -o json}, {@code
 * config/azure/resource-graph.kql}): private endpoints, subnets, frontends and public IPs.
 *
 * <pre>
 * {"data":[{"id":"/subscriptions/…","name":"pe-orders","type":"microsoft.network/privateendpoints",
 *   "properties":{"customDnsConfigs":[{"fqdn":"orders.database.windows.net","ipAddresses":["10.1.2.4"]}],
 *     "privateLinkServiceConnections":[{"properties":{"privateLinkServiceId":"/subscriptions/…/servers/orders"}}]}}]}
 * </pre>
 *
 * <p>A row of another type is passed over; what a row leaves out is not guessed.
 */
public final class AzureResourcesFile {
  private static final String NETWORK = "microsoft.network/";

  private final List<NamedRange> ranges = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  /** Rows by their resource id in lower case: Azure's ids do not mind case. */
  private final Map<String, JsonNode> byId = new TreeMap<>();

  private int unfinished;

  private record Row(RangeFile file, JsonNode json, String where) {}

  private AzureResourcesFile() {}

  /**
   * The ranges of an export, which may be several pages; what is wrong is added to the problems.
   */
  public static List<NamedRange> read(List<Path> pages, RangeProblems problems) {
    AzureResourcesFile reader = new AzureResourcesFile();
    List<RangeFile> files = pages.stream().map(page -> new RangeFile(page, problems)).toList();
    files.forEach(file -> file.tree().ifPresent(tree -> reader.page(file, tree)));
    reader.rows.forEach(reader::row);
    if (reader.unfinished > 0 && reader.unfinished == pages.size()) {
      files
          .get(files.size() - 1)
          .problem(
              "is not the last page, it has a skip_token: export the next one with --skip-token"
                  + " and give every file");
    }
    files.forEach(RangeFile::close);
    return reader.ranges;
  }

  private void page(RangeFile file, JsonNode tree) {
    JsonNode data = tree.isArray() ? tree : tree.path("data");
    if (!data.isArray()) {
      file.problem("must be an export of az graph query: an object with a list \"data\" of rows");
      return;
    }
    if (!tree.path("skip_token").asText("").isEmpty()) {
      unfinished++;
    }
    for (int i = 0; i < data.size(); i++) {
      JsonNode row = data.get(i);
      if (!row.path("type").isTextual() || !row.path("name").isTextual()) {
        file.problem("data[" + i + "] must be a resource with a type and a name");
      } else {
        byId.put(lower(row.path("id")), row);
        rows.add(new Row(file, row, "data[" + i + "] (" + row.path("name").asText() + ")"));
      }
    }
  }

  private void row(Row row) {
    String type = lower(row.json().path("type"));
    if (type.equals(NETWORK + "privateendpoints")) {
      privateEndpoint(row);
    } else if (type.equals(NETWORK + "networkinterfaces")) {
      networkInterface(row);
    } else if (type.equals(NETWORK + "virtualnetworks")) {
      subnets(row);
    } else if (type.equals(NETWORK + "loadbalancers")
        || type.equals(NETWORK + "applicationgateways")) {
      frontends(row);
    } else if (type.equals(NETWORK + "publicipaddresses")) {
      add(row, Origin.PUBLIC_IP, name(row.json()), property(row, "ipAddress"), ".ipAddress");
    }
  }

  private void privateEndpoint(Row row) {
    for (JsonNode config : property(row, "customDnsConfigs")) {
      for (JsonNode address : config.path("ipAddresses")) {
        add(row, Origin.PRIVATE_ENDPOINT, linked(row.json()), address, ".customDnsConfigs");
      }
    }
  }

  /** The interface of a private endpoint has its address also where no DNS zone is set up. */
  private void networkInterface(Row row) {
    JsonNode endpoint = byId.get(lower(property(row, "privateEndpoint").path("id")));
    if (endpoint == null) {
      return;
    }
    for (JsonNode config : property(row, "ipConfigurations")) {
      JsonNode address = config.path("properties").path("privateIPAddress");
      add(row, Origin.PRIVATE_ENDPOINT, linked(endpoint), address, ".ipConfigurations");
    }
  }

  /** {@code pe-orders of servers/orders}: the endpoint and what it leads to. */
  private static String linked(JsonNode endpoint) {
    String name = name(endpoint);
    for (String list :
        List.of("privateLinkServiceConnections", "manualPrivateLinkServiceConnections")) {
      for (JsonNode connection : endpoint.path("properties").path(list)) {
        String id = connection.path("properties").path("privateLinkServiceId").asText("");
        if (!id.isEmpty()) {
          return name + " of " + tail(id);
        }
      }
    }
    return name;
  }

  private void subnets(Row row) {
    for (JsonNode subnet : property(row, "subnets")) {
      String name = name(row.json()) + "/" + name(subnet);
      String at = ".subnets (" + name(subnet) + ")";
      JsonNode properties = subnet.path("properties");
      add(row, Origin.SUBNET, name, properties.path("addressPrefix"), at);
      properties.path("addressPrefixes").forEach(p -> add(row, Origin.SUBNET, name, p, at));
    }
  }

  private void frontends(Row row) {
    for (JsonNode frontend : property(row, "frontendIPConfigurations")) {
      String name = name(row.json()) + "/" + name(frontend);
      String at = ".frontendIPConfigurations (" + name(frontend) + ")";
      JsonNode properties = frontend.path("properties");
      add(row, Origin.FRONTEND, name, properties.path("privateIPAddress"), at);
      JsonNode publicIp = byId.get(lower(properties.path("publicIPAddress").path("id")));
      if (publicIp != null) {
        add(row, Origin.FRONTEND, name, publicIp.path("properties").path("ipAddress"), at);
      }
    }
  }

  private void add(Row row, Origin origin, String name, JsonNode address, String where) {
    if (!address.isMissingNode() && !address.isNull()) {
      row.file()
          .range(address, row.where() + where)
          .ifPresent(range -> ranges.add(new NamedRange(origin, name, range)));
    }
  }

  private static JsonNode property(Row row, String key) {
    return row.json().path("properties").path(key);
  }

  private static String name(JsonNode resource) {
    return resource.path("name").asText();
  }

  /** The last two parts of a resource's id: its type and its name. */
  private static String tail(String id) {
    String[] parts = id.split("/", -1);
    return parts.length < 2 ? id : parts[parts.length - 2] + "/" + parts[parts.length - 1];
  }

  private static String lower(JsonNode text) {
    return text.asText("").toLowerCase(Locale.ROOT);
  }
}
