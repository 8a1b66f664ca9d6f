package io.sluice.recommender.write.policy;

import static io.sluice.recommender.write.policy.GeneratedFile.Owner.FOREIGN;
import static io.sluice.recommender.write.policy.GeneratedFile.Owner.OURS;
import static io.sluice.recommender.write.policy.GeneratedFile.Owner.OURS_EDITED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GeneratedFileTest {
  private final String stamped = GeneratedFile.stamp("kind: NetworkPolicy\nspec: {}\n");

  @Test
  void aFileAsWeWroteItIsOurs() {
    assertThat(GeneratedFile.owner(stamped)).isEqualTo(OURS);
  }

  @Test
  void lineEndsThatGitChangedAreNoEdit() {
    assertThat(GeneratedFile.owner(stamped.replace("\n", "\r\n"))).isEqualTo(OURS);
  }

  @Test
  void anyOtherChangeIsAnEdit() {
    assertThat(GeneratedFile.owner(stamped.replace("spec", "Spec"))).isEqualTo(OURS_EDITED);
    assertThat(GeneratedFile.owner(stamped + "\n")).isEqualTo(OURS_EDITED);
    assertThat(GeneratedFile.owner("# note\n" + stamped)).isEqualTo(OURS_EDITED);
    assertThat(GeneratedFile.owner(stamped.substring(0, stamped.length() - 1)))
        .isEqualTo(OURS_EDITED);
    assertThat(GeneratedFile.owner(stamped.substring(0, 110))).isEqualTo(OURS_EDITED);
  }

  @Test
  void aFileWithoutOurMarkIsForeign() {
    assertThat(GeneratedFile.owner("kind: NetworkPolicy\n")).isEqualTo(FOREIGN);
    assertThat(GeneratedFile.owner("")).isEqualTo(FOREIGN);
  }

  @Test
  void aMarkdownFileIsKnownAgainWithoutShowingItsMark() {
    String text = GeneratedFile.stamp("# Evidence\n", GeneratedFile.Comment.MARKDOWN);

    assertThat(text.lines().limit(2)).allMatch(l -> l.startsWith("<!-- ") && l.endsWith(" -->"));
    assertThat(GeneratedFile.owner(text, GeneratedFile.Comment.MARKDOWN)).isEqualTo(OURS);
    assertThat(GeneratedFile.owner(text + "x", GeneratedFile.Comment.MARKDOWN))
        .isEqualTo(OURS_EDITED);
    assertThat(GeneratedFile.owner("# Evidence\n", GeneratedFile.Comment.MARKDOWN))
        .isEqualTo(FOREIGN);
    assertThat(GeneratedFile.owner(text)).as("it is no manifest").isEqualTo(FOREIGN);
  }
}
