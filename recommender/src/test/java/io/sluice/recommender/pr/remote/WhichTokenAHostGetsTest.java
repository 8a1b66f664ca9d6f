package io.sluice.recommender.pr.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.rest.Token;
import io.sluice.recommender.pr.rest.Token.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WhichTokenAHostGetsTest {
  private static HostTokens tokens(String... namesAndValues) {
    Map<String, String> environment = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new HostTokens(environment);
  }

  @Test
  void ourOwnVariableComesFirst() {
    HostTokens both = tokens("SLUICE_GITHUB_TOKEN", "ours", "GITHUB_TOKEN", "theirs");

    assertThat(both.github("github.com").source()).isEqualTo("SLUICE_GITHUB_TOKEN");
  }

  @Test
  void aFileMayHoldTheTokenWithALineBreak(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "glpat-abc\n");
    HostTokens tokens = tokens("SLUICE_GITLAB_TOKEN_FILE", file.toString());

    Token token = tokens.gitlab("gitlab.com");

    assertThat(token.source()).isEqualTo("SLUICE_GITLAB_TOKEN_FILE");
    assertThat(token.scheme()).isEqualTo(Scheme.PRIVATE_TOKEN);
  }

  @Test
  void aFileThatIsMissingOrNoTokenIsSaidWithoutItsContent(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "two hunter2\nlines\n");

    assertThatThrownBy(() -> tokens("SLUICE_GITHUB_TOKEN_FILE", folder + "/none").github("g"))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> tokens("SLUICE_GITHUB_TOKEN_FILE", file.toString()).github("g"))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("SLUICE_GITHUB_TOKEN_FILE")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void thePipelinesTokenGoesToThePipelinesServerOnly() {
    HostTokens onServer =
        tokens("GITHUB_TOKEN", "t", "GITHUB_SERVER_URL", "https://github.contoso.example");

    assertThat(onServer.github("github.contoso.example").source()).isEqualTo("GITHUB_TOKEN");
    assertThatThrownBy(() -> onServer.github("github.com")).isInstanceOf(HostException.class);
    assertThatThrownBy(() -> tokens("GITHUB_TOKEN", "t").github("github.evil.example"))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("SLUICE_GITHUB_TOKEN");
    assertThatThrownBy(() -> tokens("CI_JOB_TOKEN", "t").gitlab("gitlab.com"))
        .isInstanceOf(HostException.class);
    assertThatThrownBy(() -> tokens("SYSTEM_ACCESSTOKEN", "t").azureDevOps("tfs.example"))
        .isInstanceOf(HostException.class);
  }

  @Test
  void aJobOfGitlabSendsItsTokenAsAJobs() {
    HostTokens job = tokens("CI_JOB_TOKEN", "t", "CI_SERVER_URL", "https://gitlab.com");

    assertThat(job.gitlab("gitlab.com").scheme()).isEqualTo(Scheme.JOB_TOKEN);
  }

  @Test
  void personalTokensOfAzureAreBasicAndEntrasAreBearer() {
    assertThat(tokens("SLUICE_AZURE_TOKEN", "abcdef").azureDevOps("dev.azure.com").scheme())
        .isEqualTo(Scheme.BASIC);
    assertThat(tokens("SYSTEM_ACCESSTOKEN", "eyJ0.eyJh.c2ln").azureDevOps("dev.azure.com").scheme())
        .isEqualTo(Scheme.BEARER);
  }

  @Test
  void anOldNameOfTheCollectionIsTheSameServer() {
    HostTokens pipeline =
        tokens("SYSTEM_ACCESSTOKEN", "t", "SYSTEM_COLLECTIONURI", "https://c.visualstudio.com/");

    assertThat(pipeline.azureDevOps("dev.azure.com").source()).isEqualTo("SYSTEM_ACCESSTOKEN");
  }

  @Test
  void aTokenIsNeverPartOfItsText() {
    Token token = tokens("SLUICE_GITHUB_TOKEN", "hunter2").github("github.com");

    assertThat(token).hasToString("token from SLUICE_GITHUB_TOKEN");
  }

  @Test
  void noTokenAtAllNamesTheVariables() {
    assertThatThrownBy(() -> tokens().azureDevOps("dev.azure.com"))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("SLUICE_AZURE_TOKEN")
        .hasMessageContaining("SYSTEM_ACCESSTOKEN");
  }
}
