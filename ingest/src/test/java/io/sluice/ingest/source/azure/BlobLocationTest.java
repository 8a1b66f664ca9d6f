package io.sluice.ingest.source.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ingest.UnusableInputException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlobLocationTest {
  private Map<String, String> env = Map.of();
  private BlobSettings settings = BlobSettings.DEFAULTS;

  private BlobLocation of(String location) {
    return BlobLocation.of(location, settings, new BlobSecrets(env));
  }

  private Optional<BlobSecrets.Key> keyOf(String location) {
    return new BlobSecrets(env).keyOf(of(location), settings);
  }

  private static BlobSettings endpoint(String url) {
    return new BlobSettings(
        Optional.empty(),
        Optional.of(url),
        "core.windows.net",
        Optional.empty(),
        1,
        BlobSettings.DEFAULTS.tryTimeout(),
        1,
        1);
  }

  @Test
  void anHttpsUrlSaysEverythingItself() {
    BlobLocation location =
        of("https://flows1.blob.core.windows.net/insights-logs-flowlogflowevent/y=2026/m=11?sig=x");

    assertThat(location.account()).isEqualTo("flows1");
    assertThat(location.endpoint()).isEqualTo("https://flows1.blob.core.windows.net");
    assertThat(location.container()).isEqualTo("insights-logs-flowlogflowevent");
    assertThat(location.path()).isEqualTo("y=2026/m=11");
    assertThat(location.shown())
        .isEqualTo(
            "https://flows1.blob.core.windows.net/insights-logs-flowlogflowevent/y=2026/m=11");
  }

  @Test
  void theOwnSchemeTakesTheAccountFromWhereverItIsSaid() {
    env = Map.of("AZURE_STORAGE_ACCOUNT", "flows2");

    assertThat(of("azblob://logs/a/b").endpoint())
        .isEqualTo("https://flows2.blob.core.windows.net");
    assertThat(of("azblob://logs/a/b").path()).isEqualTo("a/b");
    assertThat(of("azblob://logs").shown()).isEqualTo("azblob://logs");
    env = Map.of("AZURE_STORAGE_CONNECTION_STRING", "AccountName=flows3;AccountKey=a2V5");
    assertThat(of("azblob://logs/a/b").account()).isEqualTo("flows3");
    env = Map.of("AZURE_STORAGE_CONNECTION_STRING", "UseDevelopmentStorage=true");
    assertThat(of("azblob://logs").endpoint()).isEqualTo("http://127.0.0.1:10000/devstoreaccount1");
    env = Map.of();
    settings = endpoint("https://flows4.privatelink.example.com/");
    assertThat(of("azblob://logs").endpoint()).isEqualTo("https://flows4.privatelink.example.com");
    assertThat(of("azblob://logs").account()).isEqualTo("flows4");
  }

  @Test
  void withoutAnAccountTheOwnSchemeSaysWhatToSet() {
    assertThatThrownBy(() -> of("azblob://logs"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("AZURE_STORAGE_ACCOUNT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/logs/a?sig=c2VjcmV0",
        "https://flows1.blob.core.windows.net.example.com/logs?sig=c2VjcmV0",
        "https://flows1.blob.core.windows.net@example.com/logs?sig=c2VjcmV0",
        "https://flows1.blob.core.windows.net:8443/logs?sig=c2VjcmV0",
        "http://flows1.blob.core.windows.net/logs?sig=c2VjcmV0",
        "http://10.0.0.1/account/logs?sig=c2VjcmV0",
        "http://127.0.0.1.example.com/account1/logs?sig=c2VjcmV0",
        "https://flows1.blob.core.windows.net?sig=c2VjcmV0",
        "https://flows1.blob.core.windows.net/Logs/a?sig=c2VjcmV0",
        "https://flows1.blob.core.windows.net/logs/%zz?sig=c2VjcmV0",
        "azblob://logs/a?sv=1&sig=c2VjcmV0",
      })
  void noOtherHostIsAskedAndNoSasIsShown(String location) {
    env = Map.of("AZURE_STORAGE_ACCOUNT", "flows1");

    assertThatThrownBy(() -> of(location))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageNotContaining("c2VjcmV0");
  }

  @Test
  void aSecretOpensOnlyTheAccountThatItBelongsTo() {
    env =
        Map.of(
            "AZURE_STORAGE_ACCOUNT",
            "flows1",
            "AZURE_STORAGE_KEY",
            "a2V5",
            "AZURE_STORAGE_CONNECTION_STRING",
            "AccountName=flows3;AccountKey=a2V5");

    assertThat(keyOf("https://flows1.blob.core.windows.net/logs"))
        .contains(new BlobSecrets.Key.Shared("flows1", "a2V5"));
    assertThat(keyOf("https://flows3.blob.core.windows.net/logs"))
        .containsInstanceOf(BlobSecrets.Key.Connection.class);
    assertThat(keyOf("https://flows2.blob.core.windows.net/logs")).isEmpty();
    assertThat(keyOf("https://flows2.blob.core.windows.net/logs?sig=x"))
        .contains(new BlobSecrets.Key.Sas("sig=x"));
  }

  @Test
  void aSasOfTheEnvironmentMayBeginWithAQuestionMark() {
    env = Map.of("AZURE_STORAGE_ACCOUNT", "flows1", "AZURE_STORAGE_SAS_TOKEN", "?sv=1&sig=x");

    assertThat(keyOf("azblob://logs")).contains(new BlobSecrets.Key.Sas("sv=1&sig=x"));
  }

  @Test
  void theTextOfASecretIsWhatItIs() {
    assertThat(new BlobSecrets.Key.Sas("sig=c2VjcmV0")).hasToString("a SAS");
    assertThat(new BlobSecrets.Key.Shared("a", "c2VjcmV0")).hasToString("the account's key");
    assertThat(new BlobSecrets.Key.Connection("c2VjcmV0"))
        .hasToString("AZURE_STORAGE_CONNECTION_STRING");
  }

  @Test
  void otherLocationsAreNotOurs() {
    assertThat(BlobLocation.isOne("AZBLOB://logs")).isTrue();
    assertThat(BlobLocation.isOne("https://x")).isTrue();
    assertThat(BlobLocation.isOne("kafka://flows")).isFalse();
    assertThat(BlobLocation.isOne("logs/azblob")).isFalse();
  }
}
