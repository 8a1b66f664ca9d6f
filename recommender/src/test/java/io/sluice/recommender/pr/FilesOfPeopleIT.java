package io.sluice.recommender.pr;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.pr.Outcome.Kind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that people wrote or edited, and what a pull request does beside them. */
final class FilesOfPeopleIT {
  private static final String SHOP = "netpol/prod/shop";
  private static final String TIGHTEN = "netpol-tighten/prod/shop";
  private static final String CART = "clusters/prod/shop/cart.yaml";
  private static final String WEB = "clusters/prod/shop/web.yaml";
  private static final String LIST = "clusters/prod/shop/kustomization.yaml";

  @TempDir Path folder;
  private Remote remote;
  private final Wish wish = new Wish().calls("shop/cart", 80).calls("shop/web", 8080);

  @BeforeEach
  void aRepository() {
    remote = Remote.with(folder.resolve("remote.git"), Map.of("README.md", "hello\n"));
  }

  @AfterEach
  void close() {
    remote.close();
  }

  private void merged() {
    wish.apply(remote, folder);
    assertThat(remote.merge(SHOP)).isTrue();
    wish.apply(remote, folder);
    assertThat(remote.refs().keySet()).containsExactly("main");
  }

  @Test
  void anUneditedFileIsReplacedAndOnlyTheRuleChangesInIt() {
    merged();
    String before = remote.files("main").get(CART);
    wish.calls("shop/cart", 443);

    wish.apply(remote, folder);

    String after = remote.files(SHOP).get(CART);
    assertThat(after.lines().filter(line -> !before.contains(line)))
        .containsExactlyInAnyOrder(
            after.lines().filter(l -> l.startsWith("# sluice-sha256")).findFirst().orElseThrow(),
            "    - port: 443");
    assertThat(remote.files(SHOP).get(WEB)).isEqualTo(remote.files("main").get(WEB));
  }

  @Test
  void anEditedFileIsKeptAndWhatWouldHaveChangedIsShown() {
    merged();
    remote.append("main", CART, "# by hand");
    wish.calls("shop/cart", 443).calls("shop/web", 444);

    Wish.Run run = wish.apply(remote, folder);

    assertThat(remote.files(SHOP).get(CART)).isEqualTo(remote.files("main").get(CART));
    assertThat(remote.files(SHOP).get(WEB)).contains("port: 444");
    PullRequestPlan plan = run.plan("shop");
    assertThat(plan.text().core()).contains("cart.yaml was edited by hand and is kept");
    assertThat(plan.text().whole().orElseThrow())
        .contains("would have changed")
        .contains("    +    - port: 443")
        .contains("    -# by hand");
    assertThat(plan.notes()).anyMatch(note -> note.contains("cart.yaml was edited and is kept"));
  }

  @Test
  void anEditedFileAloneMakesNoPullRequest() {
    merged();
    remote.append("main", CART, "# by hand");
    wish.calls("shop/cart", 443);

    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.NOTHING);
    assertThat(remote.refs().keySet()).containsExactly("main");
  }

  @Test
  void aHandWrittenFileInTheWayStaysAndTheOthersAreProposed() {
    remote.write("main", CART, "my: own\n");

    Wish.Run run = wish.apply(remote, folder);

    assertThat(remote.files(SHOP).get(CART)).isEqualTo("my: own\n");
    assertThat(remote.files(SHOP)).containsKey(WEB);
    assertThat(remote.files(SHOP).get(LIST)).contains("- web.yaml").doesNotContain("cart");
    assertThat(run.plan("shop").text().core()).contains(CART + " is not ours and stays");
  }

  @Test
  void aKustomizationOfSomebodyElseIsExtendedLineByLine() {
    String own =
        """
        # ours
        kind: Kustomization
        resources:
          - alpha.yaml # first
          - zeta.yaml

        namePrefix: x-
        """;
    remote.write("main", LIST, own);

    wish.apply(remote, folder);

    assertThat(remote.files(SHOP).get(LIST))
        .isEqualTo(
            """
            # ours
            kind: Kustomization
            resources:
              - alpha.yaml # first
              - cart.yaml
              - web.yaml
              - zeta.yaml

            namePrefix: x-
            """);
  }

  @Test
  void aKustomizationThatCannotBeExtendedIsLeftAloneAndItIsSaid() {
    String own = "resources: [a.yaml]\n";
    remote.write("main", LIST, own);

    Wish.Run run = wish.apply(remote, folder);

    assertThat(remote.files(SHOP).get(LIST)).isEqualTo(own);
    assertThat(run.plan("shop").notes())
        .anyMatch(note -> note.contains("should list cart.yaml, web.yaml"));
  }

  @Test
  void aLineThatSomebodyTookOutOfAKustomizationStaysOut() {
    merged();
    remote.write("main", LIST, "resources:\n- web.yaml\n");
    wish.calls("shop/cart", 443).calls("shop/db", 5432);

    wish.apply(remote, folder);

    assertThat(remote.files(SHOP).get(LIST)).isEqualTo("resources:\n- db.yaml\n- web.yaml\n");
  }

  @Test
  void whatWasNotSeenAnyMoreStaysWhereSomethingIsAdded() {
    wish.calls("shop/cart", 81, 82);
    merged();
    wish.ports.get("shop/cart").remove(81);
    wish.calls("shop/cart", 443);

    Wish.Run run = wish.apply(remote, folder);

    assertThat(remote.files(SHOP).get(CART))
        .contains("port: 81\n")
        .contains("port: 443\n")
        .contains("# kept: not seen in the evidence of this run\n");
    assertThat(run.plan("shop").title()).isEqualTo("netpol(shop): allow 1 path");
    assertThat(run.plan("shop").text().core()).contains("No rule that is there today is taken");
  }

  @Test
  void aRuleThatIsOnlyNotSeenMakesNoPullRequestThatAdds() {
    wish.calls("shop/cart", 81);
    merged();
    wish.ports.get("shop/cart").remove(81);

    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.NOTHING);
  }

  @Test
  void tighteningIsAPullRequestOfItsOwnAndWaitsForAdditions() {
    wish.calls("shop/cart", 81);
    merged();
    wish.tighten = true;
    wish.ports.get("shop/cart").remove(81);
    wish.calls("shop/web", 9090);
    wish.ports.get("shop/web").remove(8080);

    Wish.Run run = wish.apply(remote, folder);

    assertThat(run.kind("shop")).isEqualTo(Kind.OPENED);
    assertThat(run.kind("tighten shop")).isEqualTo(Kind.OPENED);
    assertThat(remote.files(SHOP).get(CART)).contains("port: 81\n");
    assertThat(remote.files(SHOP).get(WEB)).contains("port: 8080\n").contains("port: 9090\n");
    assertThat(remote.files(TIGHTEN).get(CART)).doesNotContain("port: 81\n");
    assertThat(remote.files(TIGHTEN).get(WEB)).isEqualTo(remote.files("main").get(WEB));
  }

  @Test
  void aPolicyThatNothingWantsGoesWithItsLineInTheList() {
    merged();
    wish.tighten = true;
    wish.ports.remove("shop/cart");

    wish.apply(remote, folder);

    assertThat(remote.files(TIGHTEN)).doesNotContainKey(CART);
    assertThat(remote.files(TIGHTEN).get(LIST)).contains("- web.yaml").doesNotContain("cart");
    assertThat(remote.files("main")).containsKey(CART);
  }

  @Test
  void nothingIsTightenedOnShortEvidence() {
    merged();
    wish.tighten = true;
    wish.hoursWithData = 48;
    wish.ports.get("shop/cart").clear();

    Wish.Run run = wish.apply(remote, folder);

    assertThat(run.kind("tighten shop")).isEqualTo(Kind.NOTHING);
    assertThat(run.plans().stream().flatMap(plan -> plan.notes().stream()))
        .anyMatch(note -> note.contains("tightenAfterDays"));
  }

  @Test
  void anEditedPolicyIsNeverRemoved() {
    merged();
    remote.append("main", CART, "# by hand");
    wish.tighten = true;
    wish.allowWidening = true;
    wish.ports.remove("shop/cart");

    assertThat(wish.apply(remote, folder).kind("tighten shop")).isEqualTo(Kind.NOTHING);
  }

  @Test
  void aNamespaceMovesOneStageAPullRequest() {
    wish.stage = Stage.BOTH;
    wish.apply(remote, folder);
    assertThat(remote.files(SHOP).get(CART)).contains("- Ingress\n").doesNotContain("- Egress\n");
    assertThat(remote.merge(SHOP)).isTrue();

    Wish.Run second = wish.apply(remote, folder);

    assertThat(second.plan("shop").text().core()).contains("stage ingress → both");
    assertThat(remote.files(SHOP).get(CART)).contains("- Ingress\n- Egress\n".indent(2));
    assertThat(remote.merge(SHOP)).isTrue();
    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.CLOSED);
    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.NOTHING);
  }

  @Test
  void whatTheReachedStageLacksComesBeforeTheNextStage() {
    merged();
    wish.stage = Stage.BOTH;
    wish.calls("shop/cart", 443);

    wish.apply(remote, folder);

    assertThat(remote.files(SHOP).get(CART)).contains("443").doesNotContain("- Egress\n");
  }

  @Test
  void aStageIsNeverTakenBack() {
    wish.stage = Stage.BOTH;
    wish.apply(remote, folder);
    assertThat(remote.merge(SHOP)).isTrue();
    wish.apply(remote, folder);
    assertThat(remote.merge(SHOP)).isTrue();
    wish.apply(remote, folder);
    wish.stage = Stage.OBSERVE;

    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.NOTHING);
    assertThat(remote.files("main").get(CART)).contains("- Egress\n");
  }

  @Test
  void nothingIsProposedWhereANamespaceIsOnlyObserved() {
    wish.stage = Stage.OBSERVE;

    wish.apply(remote, folder);

    assertThat(remote.refs().keySet()).containsExactly("main");
  }

  @Test
  void aTreeWithLinksAndModulesIsReadAroundThem() {
    remote.commit(
        "main",
        new TreeMap<>(
            Map.of(
                "clusters/prod/shop/own.yaml", Optional.of("apiVersion: v1\nkind: Other\n"),
                "clusters/prod/broken.yaml", Optional.of("kind: NetworkPolicy\n{{ helm }}\n"))));

    Wish.Run run = wish.apply(remote, folder);

    assertThat(run.kind("shop")).isEqualTo(Kind.OPENED);
    assertThat(remote.files(SHOP).get(LIST)).doesNotContain("own.yaml");
  }
}
