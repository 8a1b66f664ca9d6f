package io.sluice.analyzer.policy.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.EngineFeature;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.EngineProfile.Gaps;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.PolicyTexts;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine leaves out of policies. */
final class TranslationTest {
  private static final String NAMED = "{ingress: [{ports: [{port: 'http'}]}]}";
  private static final String SCTP = "{ingress: [{ports: [{port: 9, protocol: 'SCTP'}]}]}";
  private static final String IPV6 =
      "{egress: [{to: [{ipBlock: {cidr: '2001:db8::/32'}}]}], ingress: [{}]}";
  private static final String EXCEPT =
      "{ingress: [{from: [{ipBlock: {cidr: '10.0.0.0/8', except: ['10.1.0.0/16']}}]}]}";
  private static final String NOT_IN =
      "{podSelector: {matchExpressions: [{key: 'a', operator: 'NotIn', values: ['b']}]}}";
  private static final String ABSENT =
      "{ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: 'a', operator:"
          + " 'DoesNotExist'}]}}]}]}";

  private static NetworkPolicy policy(String spec) {
    return PolicyTexts.policy("shop", "a", spec);
  }

  private static List<NotApplied> notApplied(String spec, EngineProfile engine) {
    return Translation.of(PolicySet.of(List.of(policy(spec))), engine).notApplied();
  }

  private static String spec(String name) {
    return switch (name) {
      case "NAMED_PORT" -> NAMED;
      case "SCTP" -> SCTP;
      case "IPV6" -> IPV6;
      case "EXCEPT" -> EXCEPT;
      case "NEGATIVE_SELECTOR" -> NOT_IN;
      default -> ABSENT;
    };
  }

  /** "NPM Windows: policy dropped" for except, named ports, SCTP, NotIn and DoesNotExist. */
  @ParameterizedTest
  @CsvSource({
    "NAMED_PORT, NAMED_PORT",
    "SCTP, SCTP",
    "IPV6, IPV6",
    "EXCEPT, EXCEPT",
    "NEGATIVE_SELECTOR, NEGATIVE_SELECTOR",
    "ABSENT, NEGATIVE_SELECTOR"
  })
  void npmOnWindowsLeavesOutWhatItCannotCarryOut(String policy, EngineFeature feature) {
    assertThat(notApplied(spec(policy), EngineProfile.NPM_WINDOWS))
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.rule()).isEmpty();
              assertThat(part.features()).containsExactly(feature);
              assertThat(part.toString()).contains("npm-windows", "shop/a", "shop/a.yaml:1");
            });
  }

  /** "NPM Linux: IPv6 n: policy fails to translate"; the others y. */
  @Test
  void npmOnLinuxLeavesOutPoliciesWithIpv6Only() {
    assertThat(notApplied(IPV6, EngineProfile.NPM)).hasSize(1);
    for (String spec : List.of(NAMED, SCTP, EXCEPT, NOT_IN, ABSENT)) {
      assertThat(notApplied(spec, EngineProfile.NPM)).isEmpty();
    }
  }

  @Test
  void theOthersApplyAllOfThem() {
    for (EngineProfile engine : EngineProfile.all()) {
      if (!engine.name().startsWith("npm")) {
        for (String spec : List.of(NAMED, SCTP, IPV6, EXCEPT, NOT_IN, ABSENT)) {
          assertThat(notApplied(spec, engine)).as(engine.name()).isEmpty();
        }
      }
    }
  }

  @Test
  void rulesOfADirectionThatIsNotIsolatedDoNotCount() {
    String inert =
        "{policyTypes: ['Ingress'], egress: [{to: [{ipBlock: {cidr: '2001:db8::/32'}}]}]}";

    assertThat(notApplied(inert, EngineProfile.NPM)).isEmpty();
  }

  /** "Calico: bad rules dropped, rest kept." */
  @Test
  void anEngineThatDropsRulesKeepsThePolicyAndItsOtherRules() {
    EngineProfile calico = ruleByRule();
    NetworkPolicy policy =
        policy("{ingress: [{ports: [{port: 80}]}, {ports: [{port: 'http'}]}, {}]}");

    Translation translation = Translation.of(PolicySet.of(List.of(policy)), calico);

    assertThat(translation.notApplied(policy)).isEmpty();
    assertThat(translation.notApplied())
        .singleElement()
        .satisfies(part -> assertThat(part.rule().orElseThrow().index()).isEqualTo(1));
    assertThat(translation.applies(translation.notApplied().get(0).rule().orElseThrow())).isFalse();
  }

  @Test
  void aPolicyWhosePodSelectorCannotBeReadIsLeftOutAsAWholeEverywhere() {
    assertThat(notApplied(NOT_IN, ruleByRule())).singleElement().matches(p -> p.rule().isEmpty());
  }

  private static EngineProfile ruleByRule() {
    EngineProfile calico = EngineProfile.CALICO;
    assertThat(calico.gaps().ruleByRule()).isTrue();
    Set<EngineFeature> all = EnumSet.allOf(EngineFeature.class);
    return new EngineProfile(
        calico.name(),
        calico.ipBlocks(),
        calico.nodeTraffic(),
        calico.ports(),
        new Gaps(all, true),
        calico.windows(),
        calico.limits());
  }
}
