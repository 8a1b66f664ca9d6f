package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TupleAddressTest {
  private final EndpointDictionary endpoints = new EndpointDictionary();
  private final TupleAddress address =
      new TupleAddress(new TupleAddress.Known(endpoints, new AddressIds(), new KnownAddresses()));

  private static byte[] field(String text, int tail) {
    return (text + "," + "9".repeat(tail)).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** More addresses than are remembered, so that all is forgotten in between. */
  @Test
  void everyAddressKeepsItsIdHoweverManyThereAre() {
    Random random = new Random(1);
    int[] bits = random.ints(180_000).toArray();
    for (int round = 0; round < 2; round++) {
      for (int value : bits) {
        IpAddress ip = IpAddress.ofV4(value);
        byte[] field = field(ip.toString(), 16);

        assertThat(address.read(field, 0, field.length)).isEqualTo(ip.toString().length());
        assertThat(address.id()).isEqualTo(endpoints.intern(ip));
        assertThat(address.family()).isEqualTo(AddressFamily.IPV4);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3.4",
        "255.255.255.255",
        "::1",
        "2001:db8::1",
        "2001:db8:1:2:3:4:5:6",
        "::ffff:1.2.3.4",
        "fe80::1%eth0",
        "1.2.3.4/32",
        "",
        "1.2.3",
        "01.2.3.4",
        "1.2.3.4 ",
        "1.2.3.4\u0000",
        "1.2.3.\u00e4",
        "\"1.2.3.4",
        "host.example",
        "123456789012345678901234567890123456789"
      })
  void itIsWhatTheParserOfAddressesSaysWhereverTheBytesEnd(String text) {
    Optional<IpAddress> expected = IpAddress.parse(text);
    byte[] other = field("1.2.3.4", 16);
    address.read(other, 0, other.length);
    address.id();
    for (int tail = 0; tail < 20; tail++) {
      byte[] field = field(text, tail);

      int end = address.read(field, 0, field.length);

      assertThat(end >= 0).as("%d behind", tail).isEqualTo(expected.isPresent());
      if (end >= 0) {
        assertThat(end).isEqualTo(text.length());
        assertThat(endpoints.get(address.id()).ip()).isEqualTo(expected);
        assertThat(address.family()).isEqualTo(AddressFamily.of(expected.orElseThrow()));
      }
    }
  }
}
