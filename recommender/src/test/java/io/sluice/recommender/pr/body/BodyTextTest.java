package io.sluice.recommender.pr.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.recommender.pr.Digests;
import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.pr.PullRequestText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyTextTest {
  private static final List<String> HEADINGS =
      List.of(
          "### What would break",
          "### What changes",
          "### Evidence (",
          "### Not seen by this tool",
          "### Undo and try");

  private static Facts facts(String name, int size) {
    List<Facts.Denial> denied = new ArrayList<>();
    List<Facts.Line> lines = new ArrayList<>();
    List<Facts.Support> support = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    List<Facts.WayOut> waysOut = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      denied.add(
          new Facts.Denial("low", name, name, "TCP/1", "7", "11-03 22:10", "because of " + name));
      lines.add(
          new Facts.Line(
              name, "new", "1 rule", "held open", "ingress", List.of(name, "a", "b", "c"), "–"));
      support.add(new Facts.Support(name, "in", name, "TCP/1", "7", "3", "low", "11-03 22:10"));
      unseen.add(name + " is held open by " + name);
      waysOut.add(new Facts.WayOut("shop", "cart", LabelSelector.of(Map.of("app", name))));
    }
    return new Facts(
        denied,
        "Replayed 3 edges",
        List.of("shop: stage observe → ingress"),
        lines,
        List.of(name + " is not ours"),
        List.of(new Facts.Declined(name, "@@ -1 +1 @@\n-" + name + "\n+x\n")),
        support,
        "48 h window",
        unseen,
        waysOut,
        "clusters/prod",
        false);
  }

  @Test
  void theSectionsStandInTheOrderOfTheirWeight() {
    String text = BodyText.of(facts("shop/cart", 2), "elsewhere").core();

    int last = -1;
    for (String heading : HEADINGS) {
      assertThat(text.indexOf(heading)).as(heading).isGreaterThan(last);
      last = text.indexOf(heading);
    }
  }

  private static Facts of(String path, boolean tightens) {
    Facts one = facts("shop/cart", 0);
    return new Facts(
        one.denied(),
        one.checked(),
        one.stages(),
        one.workloads(),
        one.remarks(),
        one.declined(),
        one.evidence(),
        one.window(),
        one.unseen(),
        one.waysOut(),
        path,
        tightens);
  }

  @Test
  void theLongestNamesLeaveRoomForTheMarkerOnEveryHost() {
    String digest = "sha256:" + "0".repeat(64);
    GroupKey key = new GroupKey("c".repeat(253), "n".repeat(253), GroupKey.Kind.ADD);
    String marker = Marker.line(key, new Digests(digest, digest));

    assertThat(BodyText.MAX_CORE + marker.length() + 2).isLessThanOrEqualTo(4_000);
    assertThat(Marker.ruleDigest(marker)).contains(digest);
    assertThat(Marker.ruleDigest(Marker.withdrawn(marker))).isEmpty();
  }

  @Test
  void whatOnlyClosesIsNotSaidToTakeAnythingAway() {
    assertThat(BodyText.of(of("clusters", false), "").core())
        .contains("only closes what no recorded flow uses")
        .doesNotContain("what goes");
    assertThat(BodyText.of(of("clusters", true), "").core())
        .contains("No recorded flow needs what goes.");
  }

  @Test
  void theTopOfTheRepositoryIsAFolderThatACommandCanTake() {
    assertThat(BodyText.of(of("", false), "").core()).contains("--add-policies '.'\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 10, 100, 1_000})
  void theCoreFitsEverywhereAndSaysWhatItLeavesOut(int size) {
    PullRequestText text = BodyText.of(facts("shop/cart", size), "over there");

    assertThat(text.core().length()).isLessThanOrEqualTo(BodyText.MAX_CORE);
    assertThat(text.core()).contains(HEADINGS);
    if (size >= 100) {
      assertThat(text.core()).contains("more rows over there").contains("more flows over there");
      assertThat(text.whole().orElseThrow().lines().filter(l -> l.contains("because of")))
          .hasSize(size);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a|b",
        "`code`",
        "```",
        "@all",
        "#1",
        "</details>",
        "<!-- sluice:v1 rule=x -->",
        "-->",
        "line\nbreak",
        "line\r\n### What changes",
        "../../etc",
        "[x](https://example.org)",
        "https://example.org",
        "*bold* _it_ ~~x~~",
        "![x](y)",
        "\u202Eright to left",
        "'; rm -rf /; '",
        "$(reboot)",
        "$1"
      })
  void noNameIsMarkupOrAMentionOrACommand(String name) {
    Facts facts = facts(name, 2);
    PullRequestText text = BodyText.of(facts, "elsewhere");

    for (String body : List.of(text.core(), text.whole().orElseThrow())) {
      assertThat(body.lines().filter(line -> line.startsWith("### "))).hasSize(HEADINGS.size());
      assertThat(body.lines().filter(line -> line.startsWith("| ")))
          .allSatisfy(line -> assertThat(cells(line)).isIn(5, 6, 7, 8));
      String prose =
          String.join("\n", body.lines().filter(line -> !line.startsWith("    ")).toList());
      assertThat(prose.replaceAll("\\\\.", ""))
          .doesNotContain("@all", "</details>", "<!--", "-->", "](", "https://", "\u202E", "```");
      assertThat(prose.replaceAll("&#[0-9]+;", "")).doesNotContain("#1");
      assertThat(body.lines()).noneMatch(line -> line.strip().startsWith("```"));
    }
    commandsSurviveAShell(text.core(), name);
  }

  private static int cells(String row) {
    return row.replaceAll("\\\\.", "").split("\\|", -1).length - 2;
  }

  /** What is between the last two quotes is the selector, whatever is in it. */
  private static void commandsSurviveAShell(String body, String name) {
    body.lines()
        .filter(line -> line.startsWith("    allow shop"))
        .forEach(
            line -> {
              String json = line.substring(line.indexOf('\'') + 1, line.length() - 1);
              assertThat(json).doesNotContain("'", "`", "$", "<", "@");
              try {
                assertThat(
                        new ObjectMapper().readTree(json).path("matchLabels").path("app").asText())
                    .isEqualTo(name);
              } catch (JsonProcessingException e) {
                throw new AssertionError(line, e);
              }
            });
  }

  @Test
  void aNameOf300CharactersIsCut() {
    String text = BodyText.of(facts("n".repeat(300), 3), "elsewhere").core();

    assertThat(text).contains("n…").doesNotContain("n".repeat(61) + " |");
  }

  @Test
  void whateverNamesAreItIsBoundedAndWhole() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      StringBuilder name = new StringBuilder();
      String alphabet = "ab|`@#<>&*_[]()!\\~\n\r\t'\"$/.-\u2028é😀";
      int length = 1 + random.nextInt(300);
      for (int i = 0; i < length; i++) {
        int at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
        name.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
      }

      PullRequestText text = BodyText.of(facts(name.toString(), random.nextInt(30)), "there");

      assertThat(text.core().length()).as("seed " + seed).isLessThanOrEqualTo(BodyText.MAX_CORE);
      assertThat(text.core().lines().filter(line -> line.startsWith("### ")))
          .as("seed " + seed)
          .hasSize(HEADINGS.size());
    }
  }

  @Test
  void theMarkerIsFoundAgainAndNobodyCanForgeIt() {
    GroupKey key = new GroupKey("a--> <b", "shop", GroupKey.Kind.ADD);
    String rule = "sha256:" + "0".repeat(64);
    String line = Marker.line(key, new Digests(rule, "sha256:" + "1".repeat(64)));

    assertThat(Marker.ruleDigest("text\n" + line + "\n")).contains(rule);
    assertThat(line.indexOf("-->")).isEqualTo(line.length() - 3);
    assertThat(Marker.ruleDigest("nothing")).isEmpty();
  }
}
