package io.sluice.recommender.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ingest.source.azure.BlobSettings;
import io.sluice.recommender.cli.run.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsAzureTest {
  @TempDir Path folder;

  private BlobSettings load(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("sluice.yaml"), yaml);
    return SettingsFile.load(Optional.of(file)).blobs();
  }

  @Test
  void everyKeyIsRead() throws IOException {
    assertThat(
            load(
                """
                azure:
                  account: flows1
                  endpoint: https://flows1.privatelink.example.com
                  endpointSuffix: core.chinacloudapi.cn
                  serviceVersion: 2025-11-05
                  tries: 9
                  tryTimeoutSeconds: 30
                  parallelism: 16
                  rangeMebibytes: 8
                """))
        .isEqualTo(
            new BlobSettings(
                Optional.of("flows1"),
                Optional.of("https://flows1.privatelink.example.com"),
                "core.chinacloudapi.cn",
                Optional.of("2025-11-05"),
                9,
                Duration.ofSeconds(30),
                16,
                8 << 20));
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws IOException {
    assertThat(load("azure: {tries: 5}")).isEqualTo(BlobSettings.DEFAULTS);
    assertThat(load("azure: {endpoint: \"http://127.0.0.1:10000/devstoreaccount1\"}").endpoint())
        .contains("http://127.0.0.1:10000/devstoreaccount1");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertThatThrownBy(
            () ->
                load(
                    """
                    azure:
                      account: Flows_1
                      endpoint: http://10.0.0.1/flows1
                      endpointSuffix: windows
                      serviceVersion: newest
                      tries: 0
                      tryTimeoutSeconds: 100000
                      parallelism: many
                      rangeMebibytes: 2000
                      sas: sig=x
                    """))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("sluice.yaml:2: azure.account must be the name of a storage account")
        .hasMessageContaining("sluice.yaml:3: azure.endpoint must be an https URL")
        .hasMessageContaining("sluice.yaml:4: azure.endpointSuffix must be")
        .hasMessageContaining("sluice.yaml:5: azure.serviceVersion must be a version")
        .hasMessageContaining("sluice.yaml:6: azure.tries must be at least 1, but is 0")
        .hasMessageContaining("sluice.yaml:7: azure.tryTimeoutSeconds must be at most 3600")
        .hasMessageContaining("sluice.yaml:8: azure.parallelism must be a number")
        .hasMessageContaining("sluice.yaml:9: azure.rangeMebibytes must be at most 64")
        .hasMessageContaining("sluice.yaml:10: azure.sas is no setting");
  }
}
