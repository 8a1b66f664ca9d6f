package io.sluice.recommender.pr.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.recommender.pr.azuredevops.AzureDevOpsRepository;
import io.sluice.recommender.pr.host.PullRequestHost;
import io.sluice.recommender.pr.rest.Patience;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WhichHostARemoteMeansTest {
  private static final Map<String, String> TOKENS =
      Map.of("SLUICE_GITHUB_TOKEN", "a", "SLUICE_GITLAB_TOKEN", "b", "SLUICE_AZURE_TOKEN", "c");

  private static Hosts hosts(Map<String, String> environment) {
    return new Hosts(new HostTokens(environment), Patience.standard());
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/contoso/policies, github",
    "https://github.com/contoso/policies.git, github",
    "https://GitHub.com/contoso/policies/, github",
    "git@github.com:contoso/policies.git, github",
    "ssh://git@ssh.github.com:443/contoso/policies.git, github",
    "https://contoso.ghe.com/net/policies, github",
    "https://github.contoso.example/net/policies, github",
    "https://gitlab.com/contoso/network/policies.git, gitlab",
    "git@gitlab.com:contoso/network/policies.git, gitlab",
    "ssh://git@altssh.gitlab.com:443/contoso/policies, gitlab",
    "ssh://git@gitlab.contoso.example:2222/net/policies.git, gitlab",
    "https://dev.azure.com/contoso/Network%20Team/_git/policies, azure-devops",
    "https://contoso@dev.azure.com/contoso/Network/_git/policies, azure-devops",
    "https://dev.azure.com/contoso/_git/policies, azure-devops",
    "https://contoso.visualstudio.com/Network/_git/policies, azure-devops",
    "https://contoso.visualstudio.com/DefaultCollection/Network/_git/policies, azure-devops",
    "git@ssh.dev.azure.com:v3/contoso/Network%20Team/policies, azure-devops",
    "contoso@vs-ssh.visualstudio.com:v3/contoso/Network/policies, azure-devops",
  })
  void autoTellsTheHostFromTheUrl(String remote, String word) {
    Optional<PullRequestHost> host = hosts(TOKENS).of(remote, HostChoice.auto());

    assertThat(host.orElseThrow().word()).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/srv/git/policies.git", "../policies", "file:///srv/git/p.git", "C:\\p"})
  void aPathOnThisMachineIsPlainGit(String remote) {
    assertThat(hosts(TOKENS).of(remote, HostChoice.auto())).isEmpty();
  }

  @Test
  void aServerThatNobodyKnowsAsksForTheProvider() {
    String remote = "https://git.contoso.example/net/policies";

    assertThatThrownBy(() -> hosts(TOKENS).of(remote, HostChoice.auto()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("git.contoso.example")
        .hasMessageContaining("--provider");
    assertThat(hosts(TOKENS).of(remote, HostChoice.of(Provider.GITHUB)).orElseThrow().word())
        .isEqualTo("github");
    assertThat(hosts(TOKENS).of(remote, HostChoice.of(Provider.GIT))).isEmpty();
  }

  @Test
  void theServerOfThePipelineIsWhatThePipelineIs() {
    String remote = "https://git.contoso.example:8443/net/policies";
    Map<String, String> job =
        Map.of("CI_SERVER_URL", "https://git.contoso.example:8443", "CI_JOB_TOKEN", "j");

    assertThat(hosts(job).of(remote, HostChoice.auto()).orElseThrow().word()).isEqualTo("gitlab");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:hunter2@github.com/o/r",
        "https://hunter2@github.com/o/r",
        "https://x-access-token:hunter2@github.com/o/r",
        "https://hunter2@dev.azure.com/contoso/Network/_git/policies",
        "https://contoso:hunter2@dev.azure.com/contoso/Network/_git/policies",
        "ssh://git:hunter2@github.com/o/r",
        "https://github.com/o/r?private_token=hunter2",
        "https://hunter2 @github.com/o/r",
      })
  void aUrlWithASecretIsRefusedAndNotQuoted(String remote) {
    assertThatThrownBy(() -> hosts(TOKENS).of(remote, HostChoice.auto()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/contoso, https://HOST/OWNER/REPOSITORY",
    "https://github.com/contoso/a/b, https://HOST/OWNER/REPOSITORY",
    "https://gitlab.com/policies, https://HOST/GROUP/PROJECT",
    "https://dev.azure.com/contoso/policies, https://dev.azure.com/ORG/PROJECT/_git/REPOSITORY",
    "git@ssh.dev.azure.com:contoso/policies, https://dev.azure.com/ORG/PROJECT/_git/REPOSITORY",
  })
  void aPathThatIsNoRepositorySaysWhatOneLooksLike(String remote, String form) {
    assertThatThrownBy(() -> hosts(TOKENS).of(remote, HostChoice.auto()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(form);
  }

  @ParameterizedTest
  @CsvSource({
    "https://dev.azure.com/contoso/Network%20Team/_git/policies, Network Team, policies",
    "https://dev.azure.com/contoso/_git/policies, policies, policies",
    "https://dev.azure.com/contoso/Network/_git/_full/policies, Network, policies",
    "https://contoso.visualstudio.com/DefaultCollection/_git/policies, policies, policies",
    "git@ssh.dev.azure.com:v3/contoso/Network%20Team/policies, Network Team, policies",
    "ssh://git@ssh.dev.azure.com/v3/contoso/Network%20Team/policies, Network Team, policies",
  })
  void everyFormOfAnAzureUrlIsTheSameInterface(String remote, String project, String name) {
    AzureDevOpsRepository repository =
        AzureRemote.repository(RemoteUrl.of(remote).orElseThrow()).orElseThrow();

    assertThat(repository)
        .isEqualTo(
            new AzureDevOpsRepository(URI.create("https://dev.azure.com/contoso"), project, name));
  }

  @Test
  void anAzureServersCollectionIsWhatStandsBeforeTheProject() {
    RemoteUrl remote = RemoteUrl.of("https://tfs.example/tfs/Main/Net/_git/policies").orElseThrow();

    assertThat(AzureRemote.repository(remote).orElseThrow().collection())
        .hasToString("https://tfs.example/tfs/Main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://github.example/api/v3",
        "https://u:hunter2@h/api",
        "https://h/api?token=x"
      })
  void anInterfaceThatATokenMustNotGoToIsRefused(String api) {
    HostChoice choice =
        new HostChoice(Provider.GITHUB, Optional.of(URI.create(api)), new TreeSet<>());

    assertThatThrownBy(() -> hosts(TOKENS).of("https://github.com/o/r", choice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2");
  }
}
