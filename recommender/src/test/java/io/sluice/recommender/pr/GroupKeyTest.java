package io.sluice.recommender.pr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;

final class GroupKeyTest {
  @Test
  void aPlainNameIsItsBranch() {
    assertThat(new GroupKey("prod", "shop", GroupKey.Kind.ADD).branch())
        .isEqualTo("netpol/prod/shop");
    assertThat(new GroupKey("prod", "shop", GroupKey.Kind.TIGHTEN).branch())
        .isEqualTo("netpol-tighten/prod/shop");
  }

  @Test
  void everyNameIsABranchThatGitAllowsAndNoTwoShareOne() {
    List<String> names =
        List.of(
            "a/b",
            "a-b",
            "a b",
            "..",
            ".",
            "../x",
            "x.lock",
            "x.",
            ".x",
            "x..y",
            "",
            "@{",
            "~",
            "é",
            "n".repeat(300),
            "n".repeat(301),
            "a\nb",
            "-x",
            "x:y",
            "[x",
            "x\\y",
            "HEAD");
    Set<String> branches = new HashSet<>();

    for (String name : names) {
      String branch = new GroupKey(name, name, GroupKey.Kind.ADD).branch();
      assertThat(Repository.isValidRefName("refs/heads/" + branch)).as(branch).isTrue();
      assertThat(branch.split("/", -1)).as(branch).hasSize(3);
      assertThat(branches.add(branch)).as(branch).isTrue();
    }
  }
}
