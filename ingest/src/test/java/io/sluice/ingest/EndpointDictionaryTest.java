package io.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EndpointDictionaryTest {
  @Test
  void idsAreGivenInTheOrderOfFirstSightAndStay() {
    EndpointDictionary dictionary = new EndpointDictionary();
    Map<Endpoint, Integer> known = new HashMap<>();
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      Endpoint endpoint = Endpoint.of(IpAddress.ofV4(random.nextInt(5000) << 12));

      int id = dictionary.intern(endpoint);

      assertThat(id).isEqualTo(known.computeIfAbsent(endpoint, e -> known.size()));
      assertThat(dictionary.get(id)).isEqualTo(endpoint);
    }
    assertThat(dictionary.size()).isEqualTo(known.size());
  }

  @Test
  void anAddressIsTheEndpointOfWhichNothingElseIsKnown() {
    EndpointDictionary dictionary = new EndpointDictionary();
    IpAddress address = IpAddress.ofV6(1, 2);

    assertThat(dictionary.intern(address)).isEqualTo(dictionary.intern(Endpoint.of(address)));
    assertThat(dictionary.size()).isEqualTo(1);
  }
}
