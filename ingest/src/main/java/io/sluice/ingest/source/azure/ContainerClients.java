package io.sluice.ingest.source.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.sluice.ingest.UnusableInputException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the library's clients: how they sign in, what they speak, and that they retry nothing. */
final class ContainerClients {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  private ContainerClients() {}

  static BlobContainerClient open(
      BlobLocation location, Optional<BlobSecrets.Key> key, BlobSettings settings) {
    HttpClient http = client(settings.tryTimeout());
    BlobContainerClientBuilder builder =
        new BlobContainerClientBuilder()
            .httpClient(http)
            .retryOptions(
                new RequestRetryOptions(
                    RetryPolicyType.FIXED,
                    1,
                    settings.tryTimeout().plusSeconds(1),
                    null,
                    null,
                    null));
    settings.serviceVersion().ifPresent(version -> builder.serviceVersion(version(version)));
    authenticate(builder, location, key, http);
    return builder.containerName(location.container()).buildClient();
  }

  private static void authenticate(
      BlobContainerClientBuilder builder,
      BlobLocation location,
      Optional<BlobSecrets.Key> key,
      HttpClient http) {
    if (key.isPresent() && key.get() instanceof BlobSecrets.Key.Connection connection) {
      builder.connectionString(connection.text());
      return;
    }
    builder.endpoint(location.endpoint());
    if (key.isPresent() && key.get() instanceof BlobSecrets.Key.Shared shared) {
      builder.credential(new StorageSharedKeyCredential(shared.account(), shared.key()));
    } else if (key.isPresent() && key.get() instanceof BlobSecrets.Key.Sas sas) {
      builder.sasToken(sas.token());
    } else {
      builder.credential(identity(location, http));
    }
  }

  private static TokenCredential identity(BlobLocation location, HttpClient http) {
    if (location.endpoint().toLowerCase(Locale.ROOT).startsWith("http:")) {
      throw new UnusableInputException(
          location.shown()
              + ": an identity is not sent over http: set AZURE_STORAGE_CONNECTION_STRING, or"
              + " AZURE_STORAGE_ACCOUNT with AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN");
    }
    return new DefaultAzureCredentialBuilder().httpClient(http).build();
  }

  private static HttpClient client(Duration timeout) {
    return new JdkHttpClientBuilder()
        .connectionTimeout(timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT)
        .responseTimeout(timeout)
        .readTimeout(timeout)
        .build();
  }

  private static BlobServiceVersion version(String text) {
    return Arrays.stream(BlobServiceVersion.values())
        .filter(version -> version.getVersion().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new UnusableInputException(
                    "azure.serviceVersion must be one of "
                        + Arrays.stream(BlobServiceVersion.values())
                            .map(BlobServiceVersion::getVersion)
                            .collect(Collectors.joining(", "))
                        + ", but is \""
                        + text
                        + "\""));
  }
}
