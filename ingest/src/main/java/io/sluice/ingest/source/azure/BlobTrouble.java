package io.sluice.ingest.source.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.storage.blob.models.BlobStorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * What a failed request says, in our own words: what the libraries say can quote a URL with its
 * SAS.
 *
 * @param status the HTTP status; 0 without an answer
 * @param code the service's word for it, or ""
 * @param failure what was thrown
 */
record BlobTrouble(int status, String code, RuntimeException failure) {
  private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");

  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  static BlobTrouble of(RuntimeException failure) {
    Optional<HttpResponseException> answer = find(failure, HttpResponseException.class);
    int status =
        answer
            .map(HttpResponseException::getResponse)
            .map(response -> response.getStatusCode())
            .orElse(0);
    return new BlobTrouble(status, answer.map(BlobTrouble::code).orElse(""), failure);
  }

  /** Whether the container, or all of the account, is not there. */
  boolean noContainer() {
    return status == 404 && !code.equals("BlobNotFound");
  }

  /** Whether the blob was changed. */
  boolean changed() {
    return status == 412 || status == 416;
  }

  /** For a failure that passes: how long the service asks to wait, which may be no time. */
  Optional<Duration> passes() {
    boolean unanswered = status == 0 && !isAuthentication() && !isUnknownHost() && isOfTheNetwork();
    return PASSING.contains(status) || unanswered ? Optional.of(retryAfter()) : Optional.empty();
  }

  /**
   * The end of a run.
   *
   * @param where the location, without secrets
   * @param key what was tried to open it with
   * @param tries how often
   */
  UncheckedIOException outside(String where, String key, int tries) {
    String message = where + ": " + problem(key, tries);
    return new UncheckedIOException(message, new IOException(message));
  }

  private String problem(String key, int tries) {
    if (isAuthentication()) {
      return "no way to sign in to Azure was found: run az login, use a workload or managed identity,"
          + " or set AZURE_STORAGE_CONNECTION_STRING, AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN";
    }
    if (status == 401 || status == 403) {
      return "the storage account refuses "
          + key
          + " ("
          + said()
          + "): reading needs the role Storage Blob Data Reader, or a SAS with read and list that has"
          + " not expired, and a network that the account's firewall lets in";
    }
    if (status == 400 && code.equals("InvalidHeaderValue")) {
      return "the service does not know this version of its interface ("
          + said()
          + "): give azure.serviceVersion in the settings, such as 2025-11-05";
    }
    if (status > 0) {
      return "the storage account answers " + said() + tried(tries);
    }
    return unanswered() + tried(tries);
  }

  private String tried(int tries) {
    return passes().isPresent()
        ? " after " + tries + (tries == 1 ? " try" : " tries") + "; run again later"
        : "";
  }

  private String said() {
    return code.isEmpty() ? String.valueOf(status) : status + " " + code;
  }

  private String unanswered() {
    if (isUnknownHost()) {
      return "there is no such host: is the name of the account right?";
    }
    if (find(failure, ConnectException.class).isPresent()) {
      return "no connection to the storage account";
    }
    if (find(failure, SSLException.class).isPresent()) {
      return "no encrypted connection to the storage account (certificate, or a proxy?)";
    }
    if (isTimeout()) {
      return "the storage account did not answer in time";
    }
    return "the connection to the storage account broke ("
        + root(failure).getClass().getSimpleName()
        + ")";
  }

  private boolean isAuthentication() {
    return find(failure, ClientAuthenticationException.class).isPresent();
  }

  private boolean isUnknownHost() {
    return find(failure, UnknownHostException.class).isPresent()
        || find(failure, java.nio.channels.UnresolvedAddressException.class).isPresent();
  }

  private boolean isTimeout() {
    return find(failure, TimeoutException.class).isPresent()
        || find(failure, java.net.http.HttpTimeoutException.class).isPresent()
        || (failure instanceof IllegalStateException
            && String.valueOf(failure.getMessage()).startsWith("Timeout"));
  }

  private boolean isOfTheNetwork() {
    return isTimeout() || find(failure, IOException.class).isPresent();
  }

  private Duration retryAfter() {
    String text =
        find(failure, HttpResponseException.class)
            .map(HttpResponseException::getResponse)
            .map(response -> response.getHeaders().getValue(HttpHeaderName.RETRY_AFTER))
            .orElse("");
    return text.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
  }

  private static String code(HttpResponseException answer) {
    Optional<String> header =
        Optional.ofNullable(answer.getResponse())
            .map(response -> response.getHeaders().getValue(ERROR_CODE));
    Optional<String> body =
        answer instanceof BlobStorageException blob
            ? Optional.ofNullable(blob.getErrorCode()).map(Object::toString)
            : Optional.empty();
    String word = header.or(() -> body).orElse("");
    return word.matches("[A-Za-z]{1,60}") ? word : "";
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
    Throwable at = failure;
    for (int i = 0; at != null && i < 20; i++) {
      if (kind.isInstance(at)) {
        return Optional.of(kind.cast(at));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  private static Throwable root(Throwable failure) {
    Throwable at = failure;
    for (int i = 0; at.getCause() != null && i < 20; i++) {
      at = at.getCause();
    }
    return at;
  }
}
