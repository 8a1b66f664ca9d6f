package io.sluice.recommender.pr.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WhereAGitTokenGoesTest {
  private static final GitAccess WITH_TOKEN =
      new GitAccess("bot", Optional.of("s3cret"), "Sluice", "sluice@localhost", 20);

  private static Repository repository() {
    return new InMemoryRepository(new DfsRepositoryDescription("run"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://contoso@dev.azure.com/contoso/Net%20Team/_git/policies,"
        + " https://dev.azure.com/contoso/Net%20Team/_git/policies",
    "https://Contoso@dev.azure.com/contoso/Net/_git/p, https://dev.azure.com/contoso/Net/_git/p",
    "HTTPS://git.contoso.example:8443/net/p.git, https://git.contoso.example:8443/net/p.git",
  })
  void theOrganizationThatAPipelineWritesBeforeTheHostIsNoUser(String repository, String asked) {
    assertThat(Remotes.uri(repository).toPrivateString()).isEqualTo(asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hunter2@dev.azure.com/contoso/Net/_git/p",
        "https://contoso:hunter2@dev.azure.com/contoso/Net/_git/p",
        "https://contoso@git.contoso.example/contoso/hunter2",
        "https://hunter2@github.com/o/r",
        "https://github.com/o/r?token=hunter2",
        "file://hunter2@host/srv/r.git",
        "me:hunter2@github.com:o/r",
        "ssh://me:hunter2@github.com/o/r",
      })
  void everyOtherUserAndEverySecretIsRefusedAndNotQuoted(String repository) {
    assertThatThrownBy(() -> Remotes.uri(repository))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("SLUICE_GIT_TOKEN")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh://git@github.com/o/r",
        "git@github.com:o/r.git",
        "git@ssh.dev.azure.com:v3/contoso/Net/policies",
        "contoso@vs-ssh.visualstudio.com:v3/contoso/Net/policies",
      })
  void aRepositoryOverSshIsToldToBeGivenOverHttps(String repository) {
    assertThatThrownBy(() -> Remotes.uri(repository))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("over ssh")
        .hasMessageContaining("https://")
        .matches(e -> ((GitException) e).isUsage());
  }

  @Test
  void aPathIsMeantFromWhereTheCommandRuns() {
    assertThat(Remotes.uri("some/r.git").getPath())
        .isEqualTo(Path.of("some/r.git").toAbsolutePath().toString());
    assertThat(Remotes.uri("file:///srv/r.git").getScheme()).isEqualTo("file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://git.contoso.example/o/r", "http://10.0.0.7:8080/r.git"})
  void aTokenIsNotSentWhereEverybodyCouldReadIt(String repository) throws Exception {
    assertThatThrownBy(
            () -> Remotes.open(repository(), Remotes.uri(repository), WITH_TOKEN).close())
        .isInstanceOf(GitException.class)
        .hasMessageContaining("SLUICE_GIT_TOKEN")
        .hasMessageContaining("https://")
        .hasMessageNotContaining("s3cret")
        .matches(e -> ((GitException) e).isUsage());
    GitAccess nobody = GitAccess.anonymous("Sluice", "sluice@localhost");
    assertThat(credentials(repository, nobody)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.contoso.example/o/r",
        "http://localhost:3000/r.git",
        "http://127.0.0.1:3000/r.git",
        "http://[::1]:3000/r.git"
      })
  void aTokenIsSentOverHttpsAndOnThisMachine(String repository) throws Exception {
    assertThat(credentials(repository, WITH_TOKEN)).isTrue();
  }

  private static boolean credentials(String repository, GitAccess access)
      throws URISyntaxException, IOException {
    try (Repository local = repository();
        Transport transport = Remotes.open(local, Remotes.uri(repository), access)) {
      return transport.getCredentialsProvider() != null;
    }
  }
}
