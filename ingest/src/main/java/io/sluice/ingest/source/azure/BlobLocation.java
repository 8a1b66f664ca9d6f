package io.sluice.ingest.source.azure;

import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.source.Glob;
import io.sluice.ingest.source.Locations;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a user's URL means: {@code azblob://CONTAINER/PREFIX}, or {@code
 * https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX}, with or without a SAS.
 *
 * @param account the storage account
 * @param endpoint URL of the account's blob service, without a slash at its end
 * @param container the container
 * @param path a blob, the beginning of blobs' names, or a pattern of them; may be empty
 * @param sas the SAS that the URL carries, which no message may show
 * @param root how names of blobs begin in reports, up to the container
 * @param escaped whether names of blobs are escaped in reports, as they are in https URLs
 */
record BlobLocation(
    String account,
    String endpoint,
    String container,
    String path,
    Optional<String> sas,
    String root,
    boolean escaped) {
  private static final String OWN_SCHEME = "azblob://";

  /** Names of containers; those that the service itself makes begin with a dollar. */
  private static final Pattern CONTAINER =
      Pattern.compile("[a-z0-9](?:-?[a-z0-9]){2,62}|\\$[a-z]{1,20}");

  private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9]{3,24}");

  /** What may stand in the path of a URL as it is. */
  private static final String PLAIN = "-._~/=:@!$&'()*+,;[]{}";

  static boolean isOne(String location) {
    String lower = location.toLowerCase(Locale.ROOT);
    return lower.startsWith(OWN_SCHEME)
        || lower.startsWith("https://")
        || lower.startsWith("http://");
  }

  /**
   * The meaning of a location.
   *
   * @throws UnusableInputException where it has none
   */
  static BlobLocation of(String location, BlobSettings settings, BlobSecrets secrets) {
    return location.toLowerCase(Locale.ROOT).startsWith(OWN_SCHEME)
        ? own(location, settings, secrets)
        : url(location, settings);
  }

  /** The name of a blob in reports. */
  String shown(String blob) {
    return root + "/" + (escaped ? escape(blob) : blob);
  }

  /** What the user pointed at, in reports. */
  String shown() {
    return path.isEmpty() ? root : shown(path);
  }

  boolean isPattern() {
    return Glob.isGlob(path);
  }

  private static BlobLocation own(String location, BlobSettings settings, BlobSecrets secrets) {
    String rest = location.substring(OWN_SCHEME.length());
    if (rest.contains("?sv=") || rest.contains("sig=")) {
      throw wrong(location, "a SAS belongs to an https URL, or into AZURE_STORAGE_SAS_TOKEN");
    }
    BlobEndpoint endpoint =
        BlobEndpoint.ofSettings(settings, secrets)
            .orElseThrow(
                () ->
                    wrong(
                        location,
                        "which storage account? Set AZURE_STORAGE_ACCOUNT or"
                            + " AZURE_STORAGE_CONNECTION_STRING, azure.account in the settings, or"
                            + " give the https URL"));
    int slash = rest.indexOf('/');
    String container = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash + 1);
    return checked(
        location,
        new BlobLocation(
            endpoint.account(),
            endpoint.url(),
            container,
            path,
            Optional.empty(),
            OWN_SCHEME + container,
            false));
  }

  private static BlobLocation url(String location, BlobSettings settings) {
    int query = location.indexOf('?');
    String url = query < 0 ? location : location.substring(0, query);
    Optional<String> sas =
        query < 0 || query == location.length() - 1
            ? Optional.empty()
            : Optional.of(location.substring(query + 1));
    BlobEndpoint endpoint =
        BlobEndpoint.ofUrl(url, settings)
            .orElseThrow(() -> wrong(location, BlobEndpoint.expected(settings)));
    String rest = url.substring(Math.min(url.length(), endpoint.url().length() + 1));
    int slash = rest.indexOf('/');
    String container = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : unescape(location, rest.substring(slash + 1));
    return checked(
        location,
        new BlobLocation(
            endpoint.account(),
            endpoint.url(),
            container,
            path,
            sas,
            endpoint.url() + "/" + container,
            true));
  }

  private static BlobLocation checked(String location, BlobLocation found) {
    if (!CONTAINER.matcher(found.container).matches()) {
      throw wrong(
          location,
          found.container.isEmpty()
              ? "it names no container"
              : "\"" + found.container + "\" cannot be the name of a container");
    }
    if (!ACCOUNT.matcher(found.account).matches()) {
      throw wrong(location, "\"" + found.account + "\" cannot be the name of a storage account");
    }
    return found;
  }

  private static UnusableInputException wrong(String location, String problem) {
    return new UnusableInputException(Locations.shown(location) + ": " + problem);
  }

  private static String unescape(String location, String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong(location, "a % must be followed by two hexadecimal digits");
    }
  }

  private static String escape(String blob) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : blob.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
        escaped.append(c);
      } else {
        escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return escaped.toString();
  }
}
