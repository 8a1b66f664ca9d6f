package io.sluice.recommender.recommend.named;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.ingest.IpAddress;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that give names to ranges. */
class RangeFilesTest {
  private static final String TAGS =
      """
      {"changeNumber": 1, "cloud": "Public", "values": [
        {"name": "AzureActiveDirectory", "id": "AzureActiveDirectory", "properties": {
          "region": "", "systemService": "AzureAD",
          "addressPrefixes": ["20.20.32.0/19", "2603:1006:2000::/48"]}},
        {"name": "AzureCloud", "id": "AzureCloud", "properties": {
          "region": "", "systemService": "",
          "addressPrefixes": ["20.20.32.0/19", "20.0.0.0/9", "2603:1000::/24"]}}]}
      """;

  private static final String RESOURCES =
      """
      {"count": 6, "total_records": 6, "skip_token": null, "data": [
        {"id": "/Sub/nic1", "name": "pe-orders.nic", "type": "Microsoft.Network/networkInterfaces",
         "properties": {"privateEndpoint": {"id": "/sub/PE1"}, "customDnsConfigs": null,
           "ipConfigurations": [{"properties": {"privateIPAddress": "10.1.2.4"}}]}},
        {"id": "/sub/pe1", "name": "pe-orders", "type": "microsoft.network/privateendpoints",
         "properties": {
           "customDnsConfigs": [{"fqdn": "x.example", "ipAddresses": ["10.1.2.4", "fd00::4"]}],
           "privateLinkServiceConnections": [{"properties": {"privateLinkServiceId":
             "/subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/orders"}}]}},
        {"id": "/sub/vnet", "name": "aks-vnet", "type": "microsoft.network/virtualnetworks",
         "properties": {"subnets": [
           {"name": "databases", "properties": {"addressPrefix": "10.1.2.0/24"}},
           {"name": "both", "properties": {"addressPrefixes": ["10.1.3.0/24", "fd00::/64"]}}]}},
        {"id": "/sub/lb", "name": "kubernetes", "type": "microsoft.network/loadbalancers",
         "properties": {"frontendIPConfigurations": [
           {"name": "in", "properties": {"privateIPAddress": "10.1.4.9"}},
           {"name": "out", "properties": {"publicIPAddress": {"id": "/SUB/pip"}}}]}},
        {"id": "/sub/pip", "name": "egress-ip", "type": "microsoft.network/publicipaddresses",
         "properties": {"ipAddress": "203.0.113.77"}},
        {"id": "/sub/vm", "name": "vm", "type": "microsoft.compute/virtualmachines"}]}
      """;

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String nameOf(RangeIndex index, String address) {
    return index
        .narrowest(IpAddress.parse(address).orElseThrow())
        .map(NamedRange::title)
        .orElse("");
  }

  @Test
  void serviceTagsNameAddressesOfBothFamiliesAndTheSmallerTagWins() throws IOException {
    RangeProblems problems = new RangeProblems(IOException::toString);

    RangeIndex index = new RangeIndex(ServiceTagsFile.read(file("tags.json", TAGS), problems));

    assertThat(problems.found()).isEmpty();
    assertThat(nameOf(index, "20.20.40.1")).isEqualTo("service tag AzureActiveDirectory");
    assertThat(nameOf(index, "20.21.0.1")).isEqualTo("service tag AzureCloud");
    assertThat(nameOf(index, "2603:1006:2000::9")).isEqualTo("service tag AzureActiveDirectory");
    assertThat(nameOf(index, "2603:1007::9")).isEqualTo("service tag AzureCloud");
    assertThat(nameOf(index, "192.0.2.1")).isEmpty();
  }

  @Test
  void anExportOfResourcesNamesEndpointsSubnetsFrontendsAndPublicIps() throws IOException {
    RangeProblems problems = new RangeProblems(IOException::toString);

    List<NamedRange> ranges =
        AzureResourcesFile.read(List.of(file("az.json", RESOURCES)), problems);

    assertThat(problems.found()).isEmpty();
    RangeIndex index = new RangeIndex(ranges);
    assertThat(nameOf(index, "10.1.2.4")).isEqualTo("private endpoint pe-orders of servers/orders");
    assertThat(nameOf(index, "fd00::4")).isEqualTo("private endpoint pe-orders of servers/orders");
    assertThat(nameOf(index, "10.1.2.5")).isEqualTo("subnet aks-vnet/databases");
    assertThat(nameOf(index, "fd00::5")).isEqualTo("subnet aks-vnet/both");
    assertThat(nameOf(index, "10.1.4.9")).isEqualTo("frontend kubernetes/in");
    assertThat(nameOf(index, "203.0.113.77")).isEqualTo("frontend kubernetes/out");
    long seed = 7;
    List<NamedRange> shuffled = new ArrayList<>(ranges);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(nameOf(new RangeIndex(shuffled), "203.0.113.77"))
        .as("seed " + seed)
        .isEqualTo("frontend kubernetes/out");
  }

  @Test
  void aPlainListOfRowsAndSeveralPagesAreRead() throws IOException {
    RangeProblems problems = new RangeProblems(IOException::toString);
    String endpoint =
        """
        [{"id": "/sub/pe1", "name": "pe", "type": "microsoft.network/privateendpoints",
          "properties": {}}]
        """;
    String page =
        """
        {"skip_token": "more", "data": [
          {"id": "/n", "name": "n", "type": "microsoft.network/networkinterfaces", "properties": {
            "privateEndpoint": {"id": "/sub/pe1"},
            "ipConfigurations": [{"properties": {"privateIPAddress": "10.9.9.9"}}]}}]}
        """;

    List<NamedRange> ranges =
        AzureResourcesFile.read(List.of(file("1.json", page), file("2.json", endpoint)), problems);

    assertThat(problems.found()).isEmpty();
    assertThat(ranges).extracting(NamedRange::title).containsExactly("private endpoint pe");
    AzureResourcesFile.read(List.of(file("1.json", page)), problems);
    assertThat(problems.found()).singleElement().asString().contains("is not the last page");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() throws IOException {
    RangeProblems problems = new RangeProblems(IOException::toString);

    ServiceTagsFile.read(
        file(
            "bad.json",
            """
            {"values": [{"properties": {}}, {"name": "A"}, {"name": "B", "properties": {
              "addressPrefixes": ["10.0.0.0/33", 7, "no", "10.0.0.1"]}}]}
            """),
        problems);
    ServiceTagsFile.read(file("other.json", "{\"data\": []}"), problems);
    ServiceTagsFile.read(file("cut.json", "{\"values\": [{\"name\""), problems);
    ServiceTagsFile.read(folder.resolve("none.json"), problems);
    AzureResourcesFile.read(
        List.of(file("rows.json", "{\"data\": [{\"name\": \"x\"}]}")), problems);

    assertThat(problems.found().stream().map(p -> p.replace(folder + "/", "")))
        .satisfiesExactly(
            p -> assertThat(p).startsWith("bad.json: values[0].name must be the tag's name"),
            p -> assertThat(p).startsWith("bad.json: values[1] (A) must have a list"),
            p -> assertThat(p).contains("addressPrefixes[0] must be a range", "\"10.0.0.0/33\""),
            p -> assertThat(p).contains("addressPrefixes[1] must be a range", "but is 7"),
            p -> assertThat(p).contains("addressPrefixes[2]", "\"no\""),
            p -> assertThat(p).startsWith("other.json: must be a service tags file"),
            p -> assertThat(p).startsWith("cut.json: no valid JSON"),
            p -> assertThat(p).startsWith("none.json: cannot be read"),
            p -> assertThat(p).startsWith("rows.json: data[0] must be a resource"));
  }

  @Test
  void mergedRangesHoldTheSameAddressesInFewerBlocks() {
    List<Cidr> ranges =
        List.of(
            Cidr.parse("10.0.1.0/24").orElseThrow(),
            Cidr.parse("10.0.0.0/24").orElseThrow(),
            Cidr.parse("10.0.0.128/25").orElseThrow(),
            Cidr.parse("10.0.2.0/23").orElseThrow(),
            Cidr.parse("10.0.5.0/24").orElseThrow());

    assertThat(RangeSet.merged(ranges).toString()).isEqualTo("[10.0.0.0/22, 10.0.5.0/24]");
    assertThat(RangeSet.size(ranges)).isEqualTo(BigInteger.valueOf(1_280));
  }

  @Test
  void tagsInWhichStrangersRentAreWaysOutAndSoAreVeryLargeOnes() {
    List<Cidr> small = List.of(Cidr.parse("20.0.0.0/24").orElseThrow());
    List<Cidr> large = List.of(Cidr.parse("20.0.0.0/15").orElseThrow());
    List<Cidr> six = List.of(Cidr.parse("2603:1000::/24").orElseThrow());

    assertThat(RentableTags.isWayOut("Storage.WestEurope", small)).isTrue();
    assertThat(RentableTags.isWayOut("AzureActiveDirectory", small)).isFalse();
    assertThat(RentableTags.isWayOut("AzureActiveDirectory", six)).isFalse();
    assertThat(RentableTags.isWayOut("AzureActiveDirectory", large)).isTrue();
  }
}
