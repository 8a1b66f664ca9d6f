package io.sluice.recommender.pr.remote;

import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import io.sluice.recommender.pr.rest.Token;
import io.sluice.recommender.pr.rest.Token.Scheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the token for a host: {@code SLUICE_<HOST>_TOKEN}, else the file that {@code
 * SLUICE_<HOST>_TOKEN_FILE} names, else what the pipeline gives. What a pipeline gives is for its
 * own server: it goes to no other.
 */
public final class HostTokens {
  private static final int LONGEST = 16_384;

  private final Map<String, String> environment;

  public HostTokens(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  Token github(String host) {
    return own("GITHUB")
        .or(() -> given("GITHUB_TOKEN", host, "GITHUB_SERVER_URL", "github.com"))
        .map(secret -> secret.as(Scheme.BEARER))
        .orElseThrow(
            () -> none("GitHub", host, "SLUICE_GITHUB_TOKEN, or GITHUB_TOKEN in GitHub Actions"));
  }

  Token gitlab(String host) {
    return own("GITLAB")
        .map(secret -> secret.as(Scheme.PRIVATE_TOKEN))
        .or(
            () ->
                given("CI_JOB_TOKEN", host, "CI_SERVER_URL", "")
                    .map(secret -> secret.as(Scheme.JOB_TOKEN)))
        .orElseThrow(() -> none("GitLab", host, "SLUICE_GITLAB_TOKEN"));
  }

  Token azureDevOps(String host) {
    return own("AZURE")
        .or(() -> given("SYSTEM_ACCESSTOKEN", host, "SYSTEM_COLLECTIONURI", AzureRemote.CLOUD))
        .map(secret -> secret.as(secret.isSigned() ? Scheme.BEARER : Scheme.BASIC))
        .orElseThrow(
            () ->
                none(
                    "Azure DevOps",
                    host,
                    "SLUICE_AZURE_TOKEN, or in a pipeline SYSTEM_ACCESSTOKEN: $(System.AccessToken)"));
  }

  /** Whether a pipeline's variable names this host as its own server. */
  boolean isPipelines(String variable, String host) {
    return server(variable).equals(Optional.of(host));
  }

  private Optional<Secret> own(String name) {
    String variable = "SLUICE_" + name + "_TOKEN";
    return set(variable)
        .map(value -> new Secret(value, variable))
        .or(() -> set(variable + "_FILE").map(file -> read(file, variable + "_FILE")));
  }

  /**
   * A pipeline's token, for its own server only.
   *
   * @param otherwise the server where the pipeline does not say; "" for none
   */
  private Optional<Secret> given(
      String variable, String host, String serverVariable, String otherwise) {
    String server = server(serverVariable).orElse(otherwise);
    boolean sameAzure = AzureRemote.CLOUD.equals(host) && server.endsWith(".visualstudio.com");
    return server.equals(host) || sameAzure
        ? set(variable).map(value -> new Secret(value, variable))
        : Optional.empty();
  }

  private Optional<String> server(String variable) {
    try {
      return set(variable)
          .map(URI::create)
          .filter(uri -> uri.getHost() != null)
          .map(uri -> uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
    } catch (IllegalArgumentException e) {
      throw new HostException(Reason.REFUSED, variable + " is no URL", e);
    }
  }

  private Optional<String> set(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  private static Secret read(String file, String variable) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > LONGEST) {
        throw new HostException(Reason.NOT_AUTHENTICATED, variable + ": the file holds no token");
      }
      return new Secret(Files.readString(path), variable);
    } catch (IOException e) {
      throw new HostException(
          Reason.NOT_AUTHENTICATED, variable + ": the file \"" + file + "\" cannot be read", e);
    }
  }

  private static HostException none(String name, String host, String variables) {
    return new HostException(
        Reason.NOT_AUTHENTICATED,
        name + ": no token for " + host + ": set " + variables + " (or …_TOKEN_FILE to a file)");
  }

  /** A secret on its way into a token. */
  private static final class Secret {
    private final String value;
    private final String source;

    Secret(String value, String source) {
      this.value = value.strip();
      this.source = source;
    }

    /** Entra's and the pipelines' tokens are JSON Web Tokens; personal ones are not. */
    boolean isSigned() {
      return value.startsWith("eyJ") && value.chars().filter(c -> c == '.').count() == 2;
    }

    Token as(Scheme scheme) {
      try {
        return new Token(value, source, scheme);
      } catch (IllegalArgumentException e) {
        throw new HostException(Reason.NOT_AUTHENTICATED, String.valueOf(e.getMessage()), e);
      }
    }
  }
}
