package io.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.HostNames.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Names of addresses. */
class HostNamesTest {
  private static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  @Test
  void aNameIsKeptInLowerCaseWithoutTheRootsDotAndADnsAnswerCountsMost() {
    HostNames names = new HostNames();
    names.add(ip("203.0.113.9"), "api.example.com", Origin.OBSERVER);
    names.add(ip("203.0.113.9"), "API.example.com.", Origin.DNS_ANSWER);
    names.add(ip("203.0.113.9"), "cdn.example.net", Origin.OBSERVER);

    assertThat(names.of(ip("203.0.113.9")))
        .containsExactly("api.example.com (DNS answer)", "cdn.example.net (named by the log)");
    assertThat(names.of(ip("203.0.113.8"))).isEmpty();
  }

  @Test
  void whatIsKnownOfOneAddressStandsOnItsOwn() {
    HostNames names = new HostNames();
    names.add(ip("203.0.113.9"), "api.example.com", Origin.OBSERVER);
    names.add(ip("203.0.113.8"), "cdn.example.net", Origin.DNS_ANSWER);

    HostNames one = names.only(ip("203.0.113.9"));
    one.add(ip("203.0.113.9"), "other.example", Origin.DNS_ANSWER);

    assertThat(one.addresses()).containsExactly(ip("203.0.113.9"));
    assertThat(one.known(ip("203.0.113.9"))).hasSize(2);
    assertThat(names.known(ip("203.0.113.9"))).hasSize(1);
    assertThat(names.only(ip("203.0.113.7")).addresses()).isEmpty();
  }

  @Test
  void whatIsNoHostsNameIsNeverKept() {
    HostNames names = new HostNames();
    for (String text :
        List.of(
            "",
            ".",
            "localhost",
            "a b.example",
            "x\n- {}.example",
            "<b>.example",
            "https://example.com/secret?token=1",
            "203.0.113.9",
            "web.shop.svc.cluster.local.",
            "a".repeat(64) + ".example",
            "a.".repeat(130) + "example")) {
      names.add(ip("203.0.113.9"), text, Origin.DNS_ANSWER);
    }

    assertThat(names.addresses()).isEmpty();
  }

  @Test
  void whatIsKeptOfTooMuchDoesNotDependOnOrderOrOnHowTheWorkWasSplit() {
    long seed = 20_261_127;
    Random random = new Random(seed);
    record Seen(IpAddress address, String name) {}
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < HostNames.MOST_ADDRESSES + 500; i++) {
      seen.add(new Seen(IpAddress.ofV4(0x14000000 + i), "h" + i % 7 + ".example"));
    }
    for (int i = 0; i < 4 * HostNames.MOST_NAMES; i++) {
      seen.add(new Seen(ip("20.0.0.7"), "many" + random.nextInt(1_000) + ".example"));
    }
    HostNames whole = new HostNames();
    seen.forEach(s -> whole.add(s.address(), s.name(), Origin.DNS_ANSWER));
    Collections.shuffle(seen, random);
    HostNames one = new HostNames();
    HostNames other = new HostNames();
    for (Seen s : seen) {
      (random.nextBoolean() ? one : other).add(s.address(), s.name(), Origin.DNS_ANSWER);
    }
    other.addAll(one);

    assertThat(other.addresses()).as("seed " + seed).isEqualTo(whole.addresses());
    assertThat(whole.addresses()).hasSize(HostNames.MOST_ADDRESSES);
    assertThat(whole.of(ip("20.0.0.7"))).hasSize(HostNames.MOST_NAMES);
    whole
        .addresses()
        .forEach(a -> assertThat(other.of(a)).as("seed " + seed).isEqualTo(whole.of(a)));
  }
}
