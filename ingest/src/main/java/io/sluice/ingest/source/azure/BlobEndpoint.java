package io.sluice.ingest.source.azure;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blob service of one account. Credentials go to hosts of Azure, to one that the settings name,
 * or to this machine; never to whatever host a URL has.
 *
 * @param account the storage account
 * @param url its URL, without a slash at its end
 */
public record BlobEndpoint(String account, String url) {
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(https?://(?:127\\.0\\.0\\.1|localhost|\\[::1\\])(?::[0-9]{1,5})?/([a-z0-9]{3,24}))(?:/.*)?",
          Pattern.CASE_INSENSITIVE);

  /** The emulator's own account, wherever it runs: its key is in its documentation. */
  private static final Pattern EMULATOR =
      Pattern.compile(
          "https?://[a-z0-9.-]+(?::[0-9]{1,5})?/(devstoreaccount1)/?", Pattern.CASE_INSENSITIVE);

  /** Of accounts in zones of their own. */
  private static final String ZONES = "z[0-9]{1,2}\\.blob\\.storage\\.azure\\.net";

  /** The service that {@code azblob://} means; empty where nothing says it. */
  static Optional<BlobEndpoint> ofSettings(BlobSettings settings, BlobSecrets secrets) {
    Optional<BlobEndpoint> connection = secrets.connection(settings);
    if (connection.isPresent()) {
      return connection;
    }
    Optional<String> account = secrets.account().or(settings::account);
    if (settings.endpoint().isPresent()) {
      String url = trimmed(settings.endpoint().get());
      return Optional.of(new BlobEndpoint(account.orElseGet(() -> accountIn(url)), url));
    }
    return account.map(name -> usual(name, settings));
  }

  /** Where an account is unless something else is said. */
  static BlobEndpoint usual(String account, BlobSettings settings) {
    return new BlobEndpoint(account, "https://" + account + ".blob." + settings.endpointSuffix());
  }

  /** The service that a URL leads to; empty where it leads to none. */
  static Optional<BlobEndpoint> ofUrl(String url, BlobSettings settings) {
    if (settings.endpoint().isPresent()) {
      String own = trimmed(settings.endpoint().get());
      if (url.equals(own) || url.startsWith(own + "/")) {
        return Optional.of(
            new BlobEndpoint(settings.account().orElseGet(() -> accountIn(own)), own));
      }
    }
    Matcher loopback = LOOPBACK.matcher(url);
    if (loopback.matches()) {
      return Optional.of(new BlobEndpoint(loopback.group(2), loopback.group(1)));
    }
    Matcher azure =
        Pattern.compile(
                "(https://([a-z0-9]{3,24})(?:-secondary)?\\.(?:blob\\."
                    + Pattern.quote(settings.endpointSuffix())
                    + "|"
                    + ZONES
                    + "))(?:/.*)?",
                Pattern.CASE_INSENSITIVE)
            .matcher(url);
    return azure.matches()
        ? Optional.of(new BlobEndpoint(azure.group(2).toLowerCase(Locale.ROOT), azure.group(1)))
        : Optional.empty();
  }

  /** Whether a URL may be an endpoint: encrypted, on this machine, or an emulator's. */
  public static boolean isAllowed(String url) {
    return url.matches("(?i)https://[^/?#@\\s]+(/[a-z0-9]{3,24})?/?")
        || LOOPBACK.matcher(url).matches()
        || EMULATOR.matcher(url).matches();
  }

  static String expected(BlobSettings settings) {
    return "no URL of a blob service; expected https://ACCOUNT.blob."
        + settings.endpointSuffix()
        + "/CONTAINER/… (azure.endpointSuffix and azure.endpoint in the settings name others; http"
        + " only on this machine)";
  }

  /** The account in the path, as emulators have it, or in the host's name. */
  static String accountIn(String url) {
    Matcher loopback = LOOPBACK.matcher(url);
    Matcher emulator = EMULATOR.matcher(url);
    if (emulator.matches()) {
      return emulator.group(1);
    }
    return loopback.matches()
        ? loopback.group(2)
        : url.replaceFirst("(?i)https?://([a-z0-9]*).*", "$1").toLowerCase(Locale.ROOT);
  }

  static String trimmed(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
