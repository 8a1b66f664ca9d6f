package io.sluice.recommender.write.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KustomizationEditTest {
  private static SortedSet<String> names(String... names) {
    return new TreeSet<>(Arrays.asList(names));
  }

  private static Optional<String> add(String content, String... names) {
    return KustomizationEdit.edited(content, names(names), names());
  }

  @Test
  void aSortedListStaysSortedAndEveryOtherLineStays() {
    assertThat(add("# a\nresources:\n- a.yaml\n# why\n- d.yaml # d\n\nx: y", "b.yaml", "e.yaml"))
        .contains("# a\nresources:\n- a.yaml\n- b.yaml\n# why\n- d.yaml # d\n- e.yaml\n\nx: y");
  }

  @Test
  void whatSortsFirstComesFirst() {
    assertThat(add("resources:\n  - b.yaml\n", "a.yaml"))
        .contains("resources:\n  - a.yaml\n  - b.yaml\n");
  }

  @Test
  void linesEndAsTheyDid() {
    assertThat(add("resources:\r\n- a.yaml\r\n", "b.yaml"))
        .contains("resources:\r\n- a.yaml\r\n- b.yaml\r\n");
  }

  @Test
  void aListThatIsMissingIsAdded() {
    assertThat(add("namePrefix: x-\n", "a.yaml"))
        .contains("namePrefix: x-\nresources:\n- a.yaml\n");
    assertThat(add("namePrefix: x-", "a.yaml")).contains("namePrefix: x-\nresources:\n- a.yaml\n");
  }

  @Test
  void whatIsListedInAnotherSpellingIsNotListedTwice() {
    String content = "resources:\n- ./shop/\n- \"b.yaml\"\n";

    assertThat(add(content, "shop", "b.yaml")).contains(content);
  }

  @Test
  void whatGoesLosesItsLine() {
    assertThat(
            KustomizationEdit.edited(
                "resources:\n- a.yaml\n- ./b.yaml\n- c.yaml\n", names(), names("b.yaml")))
        .contains("resources:\n- a.yaml\n- c.yaml\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resources: [a.yaml]\n",
        "resources: &all\n- a.yaml\n",
        "resources:\n- a:\n    b: c\n",
        "resources:\n- >\n  a.yaml\n  b\n",
        "resources:\n",
        "resources: a.yaml\n",
        "- a\n",
        "",
        "{{ helm }}\n",
        "a: 1\n---\nresources:\n- a.yaml\n"
      })
  void whatCannotBeExtendedForSureIsLeftAlone(String content) {
    assertThat(add(content, "z.yaml")).isEmpty();
  }

  @Test
  void theLastLineMayGoToo() {
    assertThat(KustomizationEdit.edited("resources:\n- a.yaml\nx: y\n", names(), names("a.yaml")))
        .contains("resources:\nx: y\n");
  }
}
