package io.sluice.analyzer.snapshot.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the way to a cluster is looked for. */
final class ClusterAccessTest {
  @TempDir private Path home;

  @Test
  void whatIsNamedWins() throws Exception {
    Path file = Files.createFile(home.resolve("mine"));

    ClusterAccess access =
        ClusterAccess.find(Optional.of(file), Optional.empty(), Map.of("KUBECONFIG", "/other"));

    assertThat(access.kubeconfigs()).containsExactly(file);
  }

  @Test
  void thenTheVariableThenTheHomeFolder() throws Exception {
    Path one = Files.createFile(home.resolve("one"));
    Files.createDirectories(home.resolve(".kube"));
    Path usual = Files.createFile(home.resolve(".kube/config"));
    Map<String, String> env = Map.of("HOME", home.toString(), "KUBECONFIG", "/none:" + one);

    assertThat(ClusterAccess.find(Optional.empty(), Optional.empty(), env).kubeconfigs())
        .containsExactly(one);
    assertThat(
            ClusterAccess.find(Optional.empty(), Optional.empty(), Map.of("HOME", home.toString()))
                .kubeconfigs())
        .containsExactly(usual);
  }

  @Test
  void withoutAnyItIsSaidWhatToDo() {
    assertThatThrownBy(
            () ->
                ClusterAccess.find(
                    Optional.empty(), Optional.empty(), Map.of("HOME", home.toString())))
        .isInstanceOf(ClusterAccess.MissingException.class)
        .hasMessageContaining(home.resolve(".kube/config") + " is not there")
        .hasMessageContaining("--kubeconfig FILE")
        .hasMessageContaining("az aks get-credentials");
  }
}
