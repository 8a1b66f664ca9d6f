package io.sluice.ingest.kafka;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.DefaultAzureCredentialBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.jspecify.annotations.Nullable;

/**
 * Signs in to Event Hubs as whoever Azure's identities say we are: the property {@code
 * sasl.login.callback.handler.class} names it, with the mechanism {@code OAUTHBEARER}.
 */
public final class EntraLogin implements AuthenticateCallbackHandler {
  private @Nullable TokenCredential credential;
  private String scope = "";

  /** The identity of the machine, a workload, or whoever ran {@code az login}. */
  public EntraLogin() {}

  EntraLogin(TokenCredential credential) {
    this.credential = credential;
  }

  /** A token as Kafka wants it. */
  private record Token(AccessToken token, String asked) implements OAuthBearerToken {
    @Override
    public String value() {
      return token.getToken();
    }

    @Override
    public Set<String> scope() {
      return Set.of(asked);
    }

    @Override
    public long lifetimeMs() {
      return token.getExpiresAt().toInstant().toEpochMilli();
    }

    @Override
    public String principalName() {
      return "sluice";
    }

    @Override
    public @Nullable Long startTimeMs() {
      return null;
    }

    @Override
    public String toString() {
      return "Token[" + asked + "]";
    }
  }

  /** The namespace is the audience of the token. */
  @Override
  public void configure(
      Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> jaas) {
    scope = "https://" + firstHost(String.valueOf(configs.get("bootstrap.servers"))) + "/.default";
  }

  /** Of {@code [host:port, …]} or {@code host:port,…}. */
  private static String firstHost(String servers) {
    return servers.replaceAll("[\\[\\] ]", "").replaceAll("[:,].*", "");
  }

  @Override
  public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
    for (Callback callback : callbacks) {
      if (callback instanceof OAuthBearerTokenCallback wanted) {
        wanted.token(token());
      } else if (!callback.getClass().getSimpleName().startsWith("SaslExtensions")) {
        throw new UnsupportedCallbackException(callback);
      }
    }
  }

  private Token token() throws IOException {
    try {
      TokenCredential known =
          Optional.ofNullable(credential)
              .orElseGet(() -> new DefaultAzureCredentialBuilder().build());
      credential = known;
      AccessToken token = known.getTokenSync(new TokenRequestContext().addScopes(scope));
      return new Token(token, scope);
    } catch (RuntimeException e) {
      // Azure's libraries have many exceptions; Kafka tries again after any of ours.
      throw new IOException("no way to sign in to Azure was found for " + scope, e);
    }
  }

  @Override
  public void close() {
    // The credential holds nothing open.
  }
}
