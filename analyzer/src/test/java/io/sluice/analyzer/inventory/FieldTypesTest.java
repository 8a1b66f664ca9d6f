package io.sluice.analyzer.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.ContainerPort;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of pods that are not of the type that the API gives them. */
class FieldTypesTest {
  private static final String TIME = "2025-01-31T12:00:00Z";

  @TempDir Path folder;

  private static String pod(String name, String labels, String spec, String status) {
    return """
        kind: Pod
        metadata: {name: %s, namespace: shop, uid: %s, labels: %s}
        spec: {%s}
        status: {phase: Running, %s}
        """
        .formatted(name, name, labels, spec, status);
  }

  private static List<String> aboutTypes(Inventory inventory) {
    return inventory.warnings().stream()
        .filter(warning -> warning.contains("read as") || warning.contains("left out"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[app]         |                                     |              |"
            + " labels is not a map, read as none",
        "app           |                                     |              |"
            + " labels is not a map, read as none",
        "{app: [cart]} |                                     |              |"
            + " labels has a value that is not a text, read as empty",
        "{}            |                                     | podIP: 10.2  |"
            + " podIP is not a text, read as none",
        "{}            |                                     | podIPs: {ip: 10.244.0.7} |"
            + " podIPs is not a list, read as none",
        "{}            |                                     | podIPs: [10.244.0.7] |"
            + " podIPs has an element without an ip that is a text, left out",
        "{}            | hostNetwork: [true]                 |              |"
            + " hostNetwork is neither true nor false, read as false",
        "{}            | hostNetwork: 'true'                 |              |"
            + " hostNetwork is neither true nor false, read as true",
        "{}            | containers: main                    |              |"
            + " containers is not a list, read as none",
        "{}            | containers: [{ports: 8080}]         |              |"
            + " ports is not a list, read as none",
        "{}            | containers: [{ports: [8080]}]       |              |"
            + " ports has an element without a containerPort, left out",
        "{}            | containers: [{ports: [{containerPort: '80'}]}] |   |"
            + " containerPort is not a number, read as 80",
      })
  void aFieldOfTheWrongTypeIsNamedWithItsPlaceAndWhatIsMadeOfIt(
      String labels, String spec, String status, String problem) {
    String object = pod("cart-1", labels, spec == null ? "" : spec, status == null ? "" : status);

    Inventory inventory = new Snapshots(folder).at(TIME, "# one\n" + object).inventory();

    assertThat(aboutTypes(inventory))
        .containsExactly(folder.resolve("snapshot-0.yaml") + ":2: Pod shop/cart-1: " + problem);
  }

  @Test
  void fieldsOfTheRightTypeOrWithoutAValueAreNotMentioned() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                pod(
                    "cart-1",
                    "{app: cart, version: 2, canary: true}",
                    "hostNetwork: false, containers: [{ports: [{containerPort: 80}]}, {}]",
                    "podIP: 10.244.0.7, podIPs: [{ip: 10.244.0.7}]"),
                pod("cart-2", "null", "hostNetwork: null, containers: null", "podIPs: null"))
            .inventory();

    assertThat(aboutTypes(inventory)).isEmpty();
    assertThat(inventory.pods().get(0).ports())
        .extracting(ContainerPort::number)
        .containsExactly(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spec", "status"})
  void aPodWhoseSpecOrStatusIsNoMapIsNamed(String field) {
    for (String value : new String[] {"Running", "[{phase: Running}]", "7"}) {
      String object =
          "kind: Pod\nmetadata: {name: cart-1, namespace: shop, uid: u}\n" + field + ": " + value;

      assertThat(aboutTypes(new Snapshots(folder).at(TIME, object).inventory()))
          .singleElement()
          .asString()
          .endsWith("yaml:1: Pod shop/cart-1: " + field + " is not a map, read as none");
    }
  }

  @Test
  void aMapInPlaceOfAListIsReadAsNone() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                TIME,
                pod(
                    "cart-1",
                    "{}",
                    "containers: [{ports: {web: {containerPort: 80}}}]",
                    "podIPs: {first: {ip: 10.244.0.7}}"))
            .inventory();

    assertThat(inventory.pods().get(0).ports()).isEmpty();
    assertThat(inventory.pods().get(0).addresses()).isEmpty();
    assertThat(aboutTypes(inventory)).hasSize(2);
  }

  @Test
  void theTemplateOfAWorkloadIsCheckedTheSame() {
    String deployment =
        """
        kind: Deployment
        metadata: {name: cart, namespace: shop}
        spec: {template: {metadata: {labels: [app]}}}
        """;

    Inventory inventory = new Snapshots(folder).add(".yaml", deployment).inventory();

    assertThat(aboutTypes(inventory))
        .singleElement()
        .asString()
        .endsWith("Deployment shop/cart: labels is not a map, read as none");
  }

  @Test
  void manyOfThemAreCountedAndOneObjectOverTimeIsNamedOnce() {
    Snapshots snapshots = new Snapshots(folder);
    for (String time : new String[] {TIME, "2025-01-31T13:00:00Z"}) {
      String[] pods = new String[25];
      for (int i = 0; i < pods.length; i++) {
        pods[i] = pod("cart-" + (100 + i), "[app]", "", "");
      }
      snapshots.at(time, pods);
    }

    List<String> warnings = aboutTypes(snapshots.inventory());

    assertThat(warnings).hasSize(10);
    assertThat(warnings)
        .filteredOn(warning -> warning.contains("more fields"))
        .singleElement()
        .asString()
        .endsWith("read as none; and 15 more fields have a wrong type");
  }
}
