package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --decisions} of {@code recommend} and {@code check}. */
final class DecisionsCommandTest {
  private static final String SPONSOR =
      "owner: team-shop, reason: it is so, ticket: OPS-12, expires: 2999-12-31}\n";

  @TempDir Path folder;

  private Path decisions(String... items) throws IOException {
    return Files.writeString(
        folder.resolve("decisions.yaml"), "decisions:\n- {" + String.join("- {", items));
  }

  private CommandRun run(String command, Path decisions, Object... more) {
    Object[] words = new Object[more.length + 2];
    words[0] = "--decisions";
    words[1] = decisions;
    System.arraycopy(more, 0, words, 2, more.length);
    return new TinyWorld(folder).run(command, words);
  }

  @Test
  void whatPoliciesAdmitAlthoughItIsForbiddenFailsACheckThatAsksForIt() throws IOException {
    Path file =
        decisions("decision: never-allow, from: shop/web, to: shop/cart, port: TCP, " + SPONSOR);

    CommandRun run = run("check", file, "--fail-on", "never-allow");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(run.out())
        .contains("never-allow shop/web → shop/cart TCP")
        .contains("policies admit shop/web → shop/cart TCP/1, which is forbidden by OPS-12");
  }

  @Test
  void whatIsForbiddenAndClosedIsNoFinding() throws IOException {
    Path closed =
        Files.writeString(
            folder.resolve("closed.yaml"),
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: cart, namespace: shop}
            spec:
              podSelector: {matchLabels: {app: cart}}
              policyTypes: [Ingress]
              ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 7070}]}]
            """);
    Path all =
        decisions("decision: never-allow, from: shop/web, to: shop/cart, port: TCP, " + SPONSOR);
    CommandRun onOnePort = run("check", all, "--policies", closed, "--fail-on", "never-allow");
    Path others =
        decisions(
            "decision: never-allow, from: shop/web, to: shop/cart, port: TCP/1-7069, " + SPONSOR,
            "decision: never-allow, from: shop/web, to: shop/cart, port: TCP/7071-65535, "
                + SPONSOR,
            "decision: never-allow, from: external, to: shop/cart, " + SPONSOR);
    CommandRun onOthers = run("check", others, "--policies", closed, "--fail-on", "never-allow");

    assertThat(onOnePort.out()).contains("shop/web → shop/cart TCP/7070, which is forbidden");
    assertThat(onOnePort.exit()).isEqualTo(1);
    assertThat(onOthers.exit()).as(onOthers.out()).isZero();
  }

  @Test
  void whatIsExpectedAndClosedIsAFindingWithTheReason() throws IOException {
    Path deny =
        Files.writeString(
            folder.resolve("deny.yaml"),
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: all, namespace: shop}
            spec: {podSelector: {}, policyTypes: [Ingress]}
            """);
    Path file =
        decisions("decision: expect, from: shop/web, to: shop/cart, port: TCP/9000, " + SPONSOR);

    CommandRun run = run("check", file, "--policies", deny, "--fail-on", "expected-denied");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("policies deny shop/web → shop/cart TCP/9000")
        .contains("shop/all isolates it");
  }

  @Test
  void expiredAndUnusedDecisionsAreFindingsWithTheirPlace() throws IOException {
    Path file =
        decisions(
            "decision: accept, from: shop/web, to: 10.9.9.9, port: TCP/1, " + SPONSOR,
            "decision: accept, from: shop/web, to: shop/cart, owner: a, reason: b, expires:"
                + " 2020-01-01}\n");

    CommandRun run = run("check", file, "-o", "json");

    JsonNode findings = run.json().at("/policyFindings");
    assertThat(findings.findValuesAsText("rule")).contains("decision-unused", "decision-expired");
    assertThat(findings.findValuesAsText("file")).contains(file.toString());
    assertThat(findings.findValuesAsText("message"))
        .anyMatch(text -> text.startsWith("held until 2020-01-01, and the evidence ends on 20"))
        .contains("no recorded flow is of the kind that it accepts");
  }

  @Test
  void recommendOpensWhatIsExpectedAndSaysInTheManifestWhoSaidSo() throws IOException {
    Path file =
        decisions("decision: expect, from: shop/web, to: shop/cart, port: TCP/9000, " + SPONSOR);

    CommandRun run = run("recommend", file, "-o", "yaml");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("port: 9000").contains("OPS-12 (team-shop, until 2999-12-31)");
  }

  @Test
  void allThatIsWrongWithAFileIsSaidAtOnce() throws IOException {
    Path file =
        decisions(
            "decision: allow, from: a/b, to: c/d, " + SPONSOR,
            "decision: accept, from: a b, to: c/d, port: TCP/99999, " + SPONSOR,
            "decision: accept, from: a/b, to: c/d, hold: x, " + SPONSOR,
            "decision: expect, from: external, to: c/d, " + SPONSOR,
            "decision: accept, form: a/b, to: c/d, expires: tomorrow}\n");

    CommandRun run = run("check", file);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("decisions.decision must be one of accept, never-allow, expect")
        .contains("decisions.from must be a workload such as")
        .contains("decisions.port must be such as TCP/8443")
        .contains("decisions.from has no place in a decision about a hold")
        .contains("expect opens what nobody has seen")
        .contains("decisions.form is no setting; known are decision")
        .contains("decisions.owner must name a person or team")
        .contains("decisions.expires must be a day such as 2027-01-31");
  }

  @Test
  void theShippedFileIsRead() {
    CommandRun run = run("check", Path.of("..", "config", "decisions.yaml"));

    assertThat(run.exit()).as(run.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"hubble, true", "vnet, false"})
  void aDecisionThatReleasesWhatIsNotThereIsUnused(String log, boolean unused) throws IOException {
    Path file =
        decisions(
            "decision: accept, workload: shop/cart, direction: ingress, hold: partial-source, "
                + SPONSOR);
    Path example = Path.of(System.getProperty("sluice.root", "."), "config", "example");
    Object[] words = {
      example.resolve("logs").resolve(log), "--cluster", example.resolve("cluster")
    };

    for (String command : List.of("recommend", "check")) {
      CommandRun run =
          CommandRun.of(
              command, words[0], words[1], words[2], "--decisions", file, "--fail-on", "never");

      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out().contains("nothing of that kind holds open whom it means"))
          .as(command + run.out())
          .isEqualTo(unused);
    }
  }
}
