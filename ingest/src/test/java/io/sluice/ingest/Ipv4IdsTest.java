package io.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Ipv4IdsTest {
  @Test
  void itRemembersWhatAMapRemembers() {
    long seed = 20_260_813;
    Random random = new Random(seed);
    Ipv4Ids ids = new Ipv4Ids();
    Map<Integer, Integer> expected = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      int bits =
          random.nextBoolean()
              ? random.nextInt(50_000) << (random.nextInt(3) * 8)
              : random.nextInt();

      assertThat(ids.get(bits)).as("seed %d", seed).isEqualTo(expected.getOrDefault(bits, -1));

      ids.put(bits, i);
      expected.put(bits, i);
    }
  }

  @Test
  void bothWaysToAskForAnAddressGiveTheSameEnd() {
    EndpointDictionary endpoints = new EndpointDictionary();
    IpAddress address = IpAddress.parse("10.1.2.3").orElseThrow();

    int asObject = endpoints.intern(address);

    assertThat(endpoints.internV4(0x0A010203)).isEqualTo(asObject);
    assertThat(endpoints.intern(Endpoint.of(address))).isEqualTo(asObject);
    assertThat(endpoints.internV4(0)).isNotEqualTo(asObject);
  }
}
