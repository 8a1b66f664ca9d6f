package io.sluice.analyzer.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.PolicyTexts;
import io.sluice.analyzer.policy.load.PolicyProblem.Severity;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the API server would refuse, and what is legal but hardly meant; with the words for both.
 */
final class PolicyValidationTest {
  private static PolicyLoader.Result load(String object) {
    JsonNode tree = PolicyTexts.tree(object);
    return PolicyLoader.load(List.of(PolicyTexts.object(tree, new ObjectOrigin("net.yaml", 1))));
  }

  private static PolicyLoader.Result loadSpec(String spec) {
    return PolicyLoader.load(List.of(PolicyTexts.object("shop", "a", spec)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {metadata: {}, spec: {}} | metadata.name is missing: a policy needs a name
          {metadata: null, spec: {}} | metadata.name is missing: a policy needs a name
          {spec: {}} | metadata.name is missing: a policy needs a name
          {metadata: 'a', spec: {}} | metadata must be a map, but is "a"
          {metadata: {name: 5}, spec: {}} | metadata.name must be a string, but is the number 5
          {metadata: {name: 'a_b'}, spec: {}} | metadata.name must be a name of lower-case letters, digits, - and ., but is "a_b"
          {metadata: {name: 'a', namespace: 'A'}, spec: {}} | metadata.namespace must be a name of lower-case letters, digits and -, but is "A"
          {metadata: {name: 'a', namespace: []}, spec: {}} | metadata.namespace must be a string, but is a list
          {metadata: {name: 'a', labels: {app: true}}, spec: {}} | metadata.labels.app must be a string, but is the boolean true
          {metadata: {name: 'a', labels: {app: 'x y'}}, spec: {}} | metadata.labels.app must be the value of a label, but is "x y"
          {metadata: {name: 'a', annotations: {'a b': ''}}, spec: {}} | metadata.annotations["a b"] has a bad key, "a b"
          {metadata: {name: 'a'}, spec: []} | spec must be a map, but is a list
          """)
  void badMetadataIsRefused(String object, String message) {
    PolicyLoader.Result result =
        load("{apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', " + object.substring(1));

    assertRefused(result, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'x' | spec.podSelector must be a map, but is "x"
          {matchLabels: ['app']} | spec.podSelector.matchLabels must be a map, but is a list
          {matchLabels: {app: 1}} | spec.podSelector.matchLabels.app must be a string, but is the number 1
          {matchLabels: {app: true}} | spec.podSelector.matchLabels.app must be a string, but is the boolean true
          {matchLabels: {'-app': 'x'}} | spec.podSelector.matchLabels.-app must be the key of a label, such as app or example.com/app, but is "-app"
          {matchLabels: {'a/b/c': 'x'}} | spec.podSelector.matchLabels["a/b/c"] must be the key of a label, such as app or example.com/app, but is "a/b/c"
          {matchLabels: {'Up/b': 'x'}} | spec.podSelector.matchLabels["Up/b"] must be the key of a label, such as app or example.com/app, but is "Up/b"
          {matchLabels: {app: 'x-'}} | spec.podSelector.matchLabels.app must be the value of a label (at most 63 letters, digits, - _ and ., none of these three first or last), but is "x-"
          {matchExpressions: {key: 'a'}} | spec.podSelector.matchExpressions must be a list, but is a map
          {matchExpressions: [{operator: 'Exists'}]} | spec.podSelector.matchExpressions[0].key is missing: an expression needs the key of a label
          {matchExpressions: [{key: 'a'}]} | spec.podSelector.matchExpressions[0].operator must be In, NotIn, Exists or DoesNotExist, but is missing
          {matchExpressions: [{key: 'a', operator: 'in', values: ['b']}]} | spec.podSelector.matchExpressions[0].operator must be In, NotIn, Exists or DoesNotExist, but is "in"
          {matchExpressions: [{key: 'a', operator: 5, values: ['b']}]} | spec.podSelector.matchExpressions[0].operator must be a string, but is the number 5
          {matchExpressions: [{key: 'a', operator: 'In'}]} | spec.podSelector.matchExpressions[0].values must hold at least one value, because the operator is In
          {matchExpressions: [{key: 'a', operator: 'NotIn', values: []}]} | spec.podSelector.matchExpressions[0].values must hold at least one value, because the operator is NotIn
          {matchExpressions: [{key: 'a', operator: 'Exists', values: ['b']}]} | spec.podSelector.matchExpressions[0].values must be left out, because the operator is Exists
          {matchExpressions: [{key: 'a', operator: 'DoesNotExist', values: ['b']}]} | spec.podSelector.matchExpressions[0].values must be left out, because the operator is DoesNotExist
          {matchExpressions: [{key: 'a', operator: 'In', values: 'b'}]} | spec.podSelector.matchExpressions[0].values must be a list, but is "b"
          {matchExpressions: [{key: 'a', operator: 'In', values: [7]}]} | spec.podSelector.matchExpressions[0].values[0] must be a string, but is the number 7
          {matchExpressions: [{key: 'a', operator: 'In', values: ['b c']}]} | spec.podSelector.matchExpressions[0].values[0] must be the value of a label (at most 63 letters, digits, - _ and ., none of these three first or last), but is "b c"
          """)
  void badSelectorsAreRefused(String selector, String message) {
    assertRefusedAmong(loadSpec("{podSelector: " + selector + "}"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | from[0] must set podSelector, namespaceSelector or ipBlock; to mean anybody, leave out the whole list
          null | from[0] must set podSelector, namespaceSelector or ipBlock; to mean anybody, leave out the whole list
          {podSelector: null} | from[0] must set podSelector, namespaceSelector or ipBlock; to mean anybody, leave out the whole list
          'web' | from[0] must be a map, but is "web"
          {podSelector: {}, ipBlock: {cidr: '10.0.0.0/8'}} | from[0].ipBlock must stand alone: addresses have no labels, so no selector may stand beside
          {ipBlock: {}} | from[0].ipBlock.cidr is missing: an ipBlock needs a block such as 203.0.113.0/24
          {ipBlock: {cidr: null}} | from[0].ipBlock.cidr is missing: an ipBlock needs a block such as 203.0.113.0/24
          {ipBlock: {cidr: 10}} | from[0].ipBlock.cidr must be a string, but is the number 10
          {ipBlock: {cidr: '20.0.0.0/33'}} | from[0].ipBlock.cidr must be a block such as 203.0.113.0/24 or 2001:db8::/32, but is "20.0.0.0/33"
          {ipBlock: {cidr: '8000:f00::/129'}} | from[0].ipBlock.cidr must be a block such as 203.0.113.0/24 or 2001:db8::/32, but is "8000:f00::/129"
          {ipBlock: {cidr: '8000:k00::/120'}} | from[0].ipBlock.cidr must be a block such as 203.0.113.0/24 or 2001:db8::/32, but is "8000:k00::/120"
          {ipBlock: {cidr: '10.0.0.0'}} | from[0].ipBlock.cidr must be a block such as 203.0.113.0/24 or 2001:db8::/32, but is "10.0.0.0"; a single address ends in /32 or /128
          {ipBlock: {cidr: '10.0.0.0/8', except: '10.1.0.0/16'}} | from[0].ipBlock.except must be a list, but is "10.1.0.0/16"
          {ipBlock: {cidr: '10.0.0.0/8', except: ['11.0.0.0/16']}} | from[0].ipBlock.except[0] must lie strictly inside 10.0.0.0/8, but is 11.0.0.0/16
          {ipBlock: {cidr: '10.0.0.0/8', except: ['10.0.0.0/8']}} | from[0].ipBlock.except[0] must lie strictly inside 10.0.0.0/8, but is all of it
          {ipBlock: {cidr: '10.0.0.0/8', except: ['0.0.0.0/0']}} | from[0].ipBlock.except[0] must lie strictly inside 10.0.0.0/8, but is 0.0.0.0/0
          {ipBlock: {cidr: '0.0.0.0/0', except: ['2001:db8::/32']}} | from[0].ipBlock.except[0] must lie strictly inside 0.0.0.0/0, but is 2001:db8::/32
          {ipBlock: {cidr: '10.0.0.0/8', except: [null]}} | from[0].ipBlock.except[0] must be a block such as 203.0.113.0/24, but is empty
          """)
  void badPeersAreRefused(String peer, String message) {
    assertRefused(
        loadSpec("{podSelector: {}, ingress: [{from: [" + peer + "]}]}"),
        "spec.ingress[0]." + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          80 | ports[0] must be a map, but is the number 80
          {port: 0} | ports[0].port must be 1 to 65535, but is 0
          {port: 65536} | ports[0].port must be 1 to 65535, but is 65536
          {port: -1} | ports[0].port must be 1 to 65535, but is -1
          {port: 80.5} | ports[0].port must be a whole number, but is the number 80.5
          {port: 99999999999} | ports[0].port must be a whole number, but is the number 99999999999
          {port: true} | ports[0].port must be a number or a name, but is the boolean true
          {port: '80'} | ports[0].port must be a number or a port's name (at most 15 of a-z, 0-9 and -, with a letter), but is "80"; write the number without quotes
          {port: ''} | ports[0].port must be a number or a port's name (at most 15 of a-z, 0-9 and -, with a letter), but is ""
          {port: 'Http'} | ports[0].port must be a number or a port's name (at most 15 of a-z, 0-9 and -, with a letter), but is "Http"
          {port: 'a--b'} | ports[0].port must be a number or a port's name (at most 15 of a-z, 0-9 and -, with a letter), but is "a--b"
          {port: 'a-'} | ports[0].port must be a number or a port's name (at most 15 of a-z, 0-9 and -, with a letter), but is "a-"
          {port: 'abcdefghijklmnop'} | ports[0].port must be a number or a port's name (at most 15 of a-z, 0-9 and -, with a letter), but is "abcdefghijklmnop"
          {endPort: 90} | ports[0].endPort must not be set without port
          {port: 'http', endPort: 90} | ports[0].endPort must not be set beside a port's name
          {port: 80, endPort: 79} | ports[0].endPort must be at least port, 80, but is 79
          {port: 80, endPort: 65536} | ports[0].endPort must be 1 to 65535, but is 65536
          {port: 80, endPort: 'x'} | ports[0].endPort must be a whole number, but is "x"
          {protocol: 'tcp'} | ports[0].protocol must be TCP, UDP or SCTP, but is "tcp"
          {protocol: 'ICMP'} | ports[0].protocol must be TCP, UDP or SCTP, but is "ICMP"
          {protocol: ''} | ports[0].protocol must be TCP, UDP or SCTP, but is ""
          {protocol: 6} | ports[0].protocol must be a string, but is the number 6
          """)
  void badPortsAreRefused(String port, String message) {
    assertRefused(
        loadSpec("{podSelector: {}, ingress: [{ports: [" + port + "]}]}"),
        "spec.ingress[0]." + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {ingress: {}} | spec.ingress must be a list, but is a map
          {ingress: ['x']} | spec.ingress[0] must be a map, but is "x"
          {ingress: [{from: {podSelector: {}}}]} | spec.ingress[0].from must be a list, but is a map
          {ingress: [{ports: {port: 80}}]} | spec.ingress[0].ports must be a list, but is a map
          {policyTypes: ['Ingress'], egress: [{to: [{}]}]} | spec.egress[0].to[0] must set podSelector, namespaceSelector or ipBlock; to mean anybody, leave out the whole list
          """)
  void badRulesAreRefusedEvenWhereTheyWouldBeInert(String spec, String message) {
    assertRefusedAmong(loadSpec("{podSelector: {}, " + spec.substring(1)), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | spec.podSelector is missing, so the policy selects every pod of its namespace
          {podSelector: null} | spec.podSelector is missing, so the policy selects every pod of its namespace
          {podSelector: {matchLabels: {}}} | spec.podSelector has no condition, so it matches everything
          {podSelector: {matchLabels: {app: null}}} | spec.podSelector.matchLabels.app has no value, which the API server takes for ""
          {podSelector: {}, name: 'x'} | spec.name is not a field of the API, so the server drops it: the policy is in force without it; known here are egress, ingress, podSelector, policyTypes
          {podSelector: {}, podselector: {}} | spec.podselector is not a field of the API, so the server drops it: the policy is in force without it; did you mean podSelector?
          {podSelector: {}, ingress: [null]} | spec.ingress[0] is empty, which is a rule without conditions: it admits everything
          {podSelector: {}, ingress: [{to: []}]} | spec.ingress[0].to is not a field of the API, so the server drops it: the policy is in force without it; known here are from, ports
          {podSelector: {}, egress: [{from: []}]} | spec.egress[0].from is not a field of the API, so the server drops it: the policy is in force without it; known here are ports, to
          {podSelector: {}, ingress: [{ports: [{podSelector: {}}]}]} | spec.ingress[0].ports[0].podSelector is not a field of the API, so the server drops it: the policy is in force without it; known here are endPort, port, protocol
          {podSelector: {}, ingress: [{from: [{podSelector: {}, ipblock: {}}]}]} | spec.ingress[0].from[0].ipblock is not a field of the API, so the server drops it: the policy is in force without it; did you mean ipBlock?
          {podSelector: {}, ingress: [{ports: [{}]}]} | spec.ingress[0].ports[0] is empty, which means every TCP port and no other; to mean every port, leave out ports
          {podSelector: {}, policyTypes: ['Ingress'], egress: []} | spec.egress has no effect, because policyTypes lacks Egress: egress stays open
          {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '192.0.2.5/24'}}]}]} | spec.ingress[0].from[0].ipBlock.cidr "192.0.2.5/24" has bits beyond its mask, which a strict API server refuses; it means 192.0.2.0/24
          {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '192.0.02.0/24'}}]}]} | spec.ingress[0].from[0].ipBlock.cidr "192.0.02.0/24" has leading zeros, which a strict API server refuses
          {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '::ffff:192.0.2.0/120'}}]}]} | spec.ingress[0].from[0].ipBlock.cidr "::ffff:192.0.2.0/120" is an IPv4-mapped IPv6 block, which a strict API server refuses and engines read differently; write it as IPv4
          {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '10.0.0.0/8', except: ['10.1.2.3/16']}}]}]} | spec.ingress[0].from[0].ipBlock.except[0] "10.1.2.3/16" has bits beyond its mask, which a strict API server refuses; it means 10.1.0.0/16
          """)
  void whatIsLegalButHardlyMeantIsInForceAndReported(String spec, String message) {
    PolicyLoader.Result result = loadSpec(spec);

    assertThat(result.policies().policies()).hasSize(1);
    assertThat(result.problems()).allMatch(p -> p.severity() == Severity.SUSPICIOUS);
    assertThat(result.problems()).extracting(PolicyProblem::message).containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {podSelector: {}, policyTypes: ['Egress', 'Ingress'], ingress: [{from: null, ports: null}], egress: null}
          {podSelector: {matchLabels: {'example.com/app': 'A.b_c-9', empty: ''}}}
          {podSelector: {matchExpressions: [{key: 'a', operator: 'In', values: ['']}, {key: 'b', operator: 'Exists', values: null}]}}
          {podSelector: {}, ingress: [{from: [{podSelector: {}}, {namespaceSelector: {}}], ports: [{port: 1, endPort: 1}, {port: 'a'}]}]}
          {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '10.0.0.0/9']}}, {ipBlock: {cidr: '::/0'}}]}]}
          {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '10.244.1.1/32', except: []}}], ports: [{port: 'http'}]}]}
          """)
  void whatIsLegalAndMeantIsReadWithoutAWord(String spec) {
    PolicyLoader.Result result = loadSpec(spec);

    assertThat(result.problems()).isEmpty();
    assertThat(result.policies().policies()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.5/24, 192.168.1.0/24",
    "010.001.000.000/016, 10.1.0.0/16",
    "::ffff:10.1.2.0/120, 10.1.2.0/24",
    "::ffff:0:0/96, 0.0.0.0/0",
    "2001:db8::1/32, 2001:db8::/32",
    "0.0.0.0/0, 0.0.0.0/0"
  })
  void oddSpellingsOfBlocksAreReadAsTheServerReadsThem(String text, String block) {
    assertThat(CidrText.parse(text).block()).isEqualTo(Cidr.parse(block));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0",
    "10.0.0/8",
    "10.0.0.0/",
    "10.0.0.0/-1",
    "10.0.0.0/8/8",
    "10.0.0.256/32",
    "fe80::1%eth0/64",
    "/8",
    "10.0.0.0/+8",
    "0x0a.0.0.0/8",
    "1.2.3.4::/64",
    "' 10.0.0.0/8'"
  })
  void whatIsNoBlockIsNotRead(String text) {
    assertThat(CidrText.parse(text).block()).isEmpty();
  }

  private static void assertRefused(PolicyLoader.Result result, String message) {
    assertRefusedAmong(result, message);
    assertThat(result.problems().stream().filter(p -> p.severity() == Severity.REFUSED)).hasSize(1);
  }

  private static void assertRefusedAmong(PolicyLoader.Result result, String message) {
    assertThat(result.policies().policies()).isEmpty();
    assertThat(result.problems())
        .filteredOn(p -> p.severity() == Severity.REFUSED)
        .extracting(PolicyProblem::message)
        .contains(message);
  }
}
