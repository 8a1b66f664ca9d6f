package io.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "10.244.1.5, 10.244.1.5",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "10.244.1.5/32, 10.244.1.5",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:DB8::1, 2001:db8::1",
    "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
    "2001:db8::1/128, 2001:db8::1",
    "fe80::1%eth0, fe80::1",
    "fe80::1%eth0/128, fe80::1",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
    "0:0:1::, 0:0:1::",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "::ffff:10.244.1.5, 10.244.1.5",
    "::FFFF:0af4:0105, 10.244.1.5",
    "0:0:0:0:0:ffff:10.244.1.5, 10.244.1.5",
  })
  void aLiteralIsReadAndWrittenInItsShortestForm(String literal, String canonical) {
    assertThat(IpAddress.parse(literal)).map(IpAddress::toString).hasValue(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        ".",
        "...",
        ":",
        ":::",
        "%",
        "/32",
        "10.1.1",
        "10.1.1.1.1",
        "10.1.1.256",
        "10.01.1.1",
        "10.1.1.-1",
        "10.1.1.1 ",
        "10.1.1.1/24",
        "10.1.1.1/032",
        "10.1.1.1/",
        "10.1.1.1%eth0",
        "10.1.1.1:80",
        "10.1.1.a",
        "1234567",
        "fe80::1%",
        "2001:db8::/32",
        "2001:db8::1/64",
        "::ffff:10.1.1.1/32",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "1:2:3:4::5:6:7:8",
        ":1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        "12345::",
        "g::",
        "1.2.3.4::",
        "1.2.3.4::1",
        "::1.2.3",
        "::1.2.3.4:5",
        "::1.2.3.256",
        "[::1]",
        "localhost",
        "１::",
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }

  @Test
  void anyAddressIsReadBackFromWhatItIsWrittenAs() throws UnknownHostException {
    long seed = 20240229;
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = random.nextInt(3) == 0 ? (byte) random.nextInt(256) : 0;
      }
      IpAddress address = ofBytes(bytes);

      assertThat(IpAddress.parse(address.toString())).as("seed %d", seed).hasValue(address);
      assertThat(IpAddress.parse(InetAddress.getByAddress(bytes).getHostAddress()))
          .as("seed %d", seed)
          .hasValue(address);
    }
  }

  @Test
  void theWrittenFormNeverLosesAGroupAgainstTheUncompressedOne() {
    assertThat(new IpAddress(true, 0x1_0000L, 0).toString()).isEqualTo("0:0:1::");
    assertThat(new IpAddress(true, 0, 0x1_0000_0000L).toString()).isEqualTo("::1:0:0");
    assertThat(new IpAddress(true, -1, -1).toString())
        .isEqualTo("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
  }

  @Test
  void addressesAreOrderedByFamilyAndThenByUnsignedValue() {
    List<IpAddress> sorted = new ArrayList<>();
    for (String text :
        List.of("10.0.0.1", "10.0.0.2", "203.0.113.9", "::", "::1", "2001:db8::", "ffff::1")) {
      sorted.add(IpAddress.parse(text).orElseThrow());
    }
    List<IpAddress> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(7));

    Collections.sort(shuffled);

    assertThat(shuffled).isEqualTo(sorted);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0, true",
    "10.255.255.255, true",
    "9.255.255.255, false",
    "11.0.0.0, false",
    "172.15.255.255, false",
    "172.16.0.0, true",
    "172.31.255.255, true",
    "172.32.0.0, false",
    "192.168.0.1, true",
    "192.169.0.1, false",
    "100.63.255.255, false",
    "100.64.0.0, true",
    "100.127.255.255, true",
    "100.128.0.0, false",
    "203.0.113.1, false",
    "fc00::, true",
    "fdff::1, true",
    "fe00::, false",
    "2001:db8::1, false",
    "::ffff:10.0.0.1, true",
  })
  void privateRangesEndWhereTheirStandardsSay(String literal, boolean expected) {
    assertThat(IpAddress.parse(literal).orElseThrow().isPrivate()).isEqualTo(expected);
  }

  @Test
  void specialAddressesAreKnown() {
    assertThat(ip("169.254.169.254").isLinkLocal()).isTrue();
    assertThat(ip("169.255.0.1").isLinkLocal()).isFalse();
    assertThat(ip("fe80::1").isLinkLocal()).isTrue();
    assertThat(ip("fec0::1").isLinkLocal()).isFalse();
    assertThat(ip("127.8.8.8").isLoopback()).isTrue();
    assertThat(ip("::1").isLoopback()).isTrue();
    assertThat(ip("0.0.0.1").isLoopback()).isFalse();
    assertThat(ip("224.0.0.1").isMulticastOrBroadcast()).isTrue();
    assertThat(ip("239.255.255.255").isMulticastOrBroadcast()).isTrue();
    assertThat(ip("240.0.0.1").isMulticastOrBroadcast()).isFalse();
    assertThat(ip("255.255.255.255").isMulticastOrBroadcast()).isTrue();
    assertThat(ip("ff02::2").isMulticastOrBroadcast()).isTrue();
    assertThat(ip("0.0.0.0").isUnspecified()).isTrue();
    assertThat(ip("::").isUnspecified()).isTrue();
    assertThat(ip("10.0.0.1").bitLength()).isEqualTo(32);
    assertThat(ip("::2").bitLength()).isEqualTo(128);
  }

  @Test
  void anIpv4AddressWithMoreThan32BitsIsRefused() {
    assertThatThrownBy(() -> new IpAddress(false, 0, 1L << 32))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new IpAddress(false, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static IpAddress ip(String literal) {
    return IpAddress.parse(literal).orElseThrow();
  }

  private static IpAddress ofBytes(byte[] bytes) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (i < bytes.length - 8) {
        high = (high << 8) | (bytes[i] & 0xFF);
      } else {
        low = (low << 8) | (bytes[i] & 0xFF);
      }
    }
    return bytes.length == 4 ? IpAddress.ofV4((int) low) : IpAddress.ofV6(high, low);
  }
}
