package io.sluice.ingest.decode;

import static io.sluice.ingest.decode.HubbleLines.FORWARDED;
import static io.sluice.ingest.decode.HubbleLines.SYN;
import static io.sluice.ingest.decode.HubbleLines.TIME;
import static io.sluice.ingest.decode.HubbleLines.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Endpoint.Identity;
import io.sluice.ingest.Observer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who the ends of a Hubble flow are. */
final class HubbleEndpointTest {
  @Test
  void onlyThePodsOwnLabelsStay() {
    String labels =
        "\"destination\":{\"labels\":[\"k8s:z=1\",\"k8s:a.b/c=x=y:z\",\"k8s:bare\",\"plain=1\","
            + "\"k8s:io.kubernetes.pod.namespace=data\",\"k8s:io.cilium.k8s.policy.serviceaccount=s\","
            + "\"cidr:203.0.113.0/24\",\"fqdn:*.example.com\",\"reserved:world\",\"unspec:q=1\",null]}";

    Decoding.Seen flow = Decoding.of(flow(FORWARDED, SYN, labels)).flow();

    assertThat(flow.destination().labels())
        .containsExactly("a.b/c=x=y:z", "bare=", "plain=1", "z=1");
    assertThat(flow.destination().identity()).isEqualTo(Identity.WORLD);
  }

  @Test
  void theNamespaceLabelStandsInForAMissingNamespace() {
    String destination =
        "{\"flow\":{\"time\":\""
            + TIME
            + "\","
            + FORWARDED
            + ",\"destination\":{\"labels\":[\"k8s:io.kubernetes.pod.namespace=data\"]}}}";

    assertThat(Decoding.of(destination).flow().destination().namespace()).isEqualTo("data");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"labels\":[\"reserved:host\"]' | HOST",
        "'\"labels\":[\"reserved:host\",\"reserved:kube-apiserver\"]' | HOST",
        "'\"labels\":[\"reserved:remote-node\",\"reserved:kube-apiserver\"]' | KUBE_APISERVER",
        "'\"labels\":[\"reserved:world\",\"reserved:kube-apiserver\"]' | KUBE_APISERVER",
        "'\"labels\":[\"reserved:world-ipv6\"]' | WORLD",
        "'\"labels\":[\"reserved:health\"],\"identity\":1' | HEALTH",
        "'\"labels\":[\"reserved:ingress\"]' | INGRESS",
        "'\"labels\":[\"reserved:unmanaged\"]' | UNMANAGED",
        "'\"labels\":[\"reserved:init\"]' | INIT",
        "'\"identity\":1' | HOST",
        "'\"identity\":2' | WORLD",
        "'\"identity\":3' | UNMANAGED",
        "'\"identity\":4' | HEALTH",
        "'\"identity\":5' | INIT",
        "'\"identity\":6' | REMOTE_NODE",
        "'\"identity\":7' | KUBE_APISERVER",
        "'\"identity\":8' | INGRESS",
        "'\"identity\":9' | WORLD",
        "'\"identity\":10' | WORLD",
        "'\"identity\":11' | NONE",
        "'\"identity\":16777217' | NONE",
        "'\"identity\":0' | NONE",
      })
  void reservedIdentitiesAreKnownByLabelAndByNumber(String fields, Identity expected) {
    String line =
        "{\"flow\":{\"time\":\"" + TIME + "\"," + FORWARDED + ",\"source\":{" + fields + "}}}";

    assertThat(Decoding.of(line).flow().source().identity()).isEqualTo(expected);
  }

  @Test
  void theClusterNameThatNobodyChoseIsNone() {
    Decoding decoding =
        Decoding.of(
            "{\"flow\":{\"time\":\""
                + TIME
                + "\","
                + FORWARDED
                + ",\"source\":{\"cluster_name\":\"default\",\"namespace\":\"shop\"},"
                + "\"node_name\":\"default/n1\"}}");

    assertThat(decoding.flow().source().cluster()).isEmpty();
    assertThat(decoding.flow().observer()).hasValue(Observer.node("", "n1"));
    assertThat(decoding.summary().clusters()).isEmpty();
  }

  @Test
  void addressesAreNormalised() {
    String ip =
        "\"IP\":{\"source\":\"::ffff:10.244.1.13\",\"destination\":\"2001:DB8:0:0::1/128\"}";

    Decoding.Seen flow = Decoding.of(flow(FORWARDED, SYN, ip)).flow();

    assertThat(flow.source().address()).hasToString("10.244.1.13");
    assertThat(flow.destination().address()).hasToString("2001:db8::1");
  }
}
