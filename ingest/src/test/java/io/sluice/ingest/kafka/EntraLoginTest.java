package io.sluice.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

final class EntraLoginTest {
  private static final OffsetDateTime LATER = OffsetDateTime.parse("2026-11-03T10:00:00Z");
  private static final Map<String, List<String>> NAMESPACE =
      Map.of("bootstrap.servers", List.of("shop.servicebus.windows.net:9093"));

  @Test
  void theTokenIsForTheNamespace() throws Exception {
    EntraLogin login =
        new EntraLogin(
            request -> Mono.just(new AccessToken("for " + request.getScopes().get(0), LATER)));
    login.configure(NAMESPACE, "OAUTHBEARER", List.of());
    OAuthBearerTokenCallback wanted = new OAuthBearerTokenCallback();

    login.handle(new Callback[] {wanted});

    assertThat(wanted.token().value())
        .isEqualTo("for https://shop.servicebus.windows.net/.default");
    assertThat(wanted.token().lifetimeMs()).isEqualTo(LATER.toInstant().toEpochMilli());
    assertThat(wanted.token().toString()).doesNotContain("for https");
  }

  @Test
  void withoutAnIdentityTheNamespaceIsNamed() {
    EntraLogin login =
        new EntraLogin(request -> Mono.error(new IllegalStateException("nobody is signed in")));
    login.configure(NAMESPACE, "OAUTHBEARER", List.of());

    assertThatThrownBy(() -> login.handle(new Callback[] {new OAuthBearerTokenCallback()}))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "no way to sign in to Azure was found for https://shop.servicebus.windows.net/.default");
  }

  @Test
  void otherQuestionsAreNotAnswered() {
    assertThatThrownBy(
            () -> new EntraLogin().handle(new Callback[] {new NameCallback("who are you?")}))
        .isInstanceOf(UnsupportedCallbackException.class);
  }
}
