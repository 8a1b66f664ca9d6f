package io.sluice.ingest.source.azure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment has to open storage accounts with, in the variables of the Azure command
 * line. Each opens the account that it belongs to and is shown to no other.
 */
final class BlobSecrets {
  static final String CONNECTION = "AZURE_STORAGE_CONNECTION_STRING";

  /** What opens a storage account. Its text shows what it is, never the secret. */
  sealed interface Key {
    /** A connection string. */
    record Connection(String text) implements Key {
      @Override
      public String toString() {
        return CONNECTION;
      }
    }

    /** The account's key. */
    record Shared(String account, String key) implements Key {
      @Override
      public String toString() {
        return "the account's key";
      }
    }

    /** A shared access signature. */
    record Sas(String token) implements Key {
      @Override
      public String toString() {
        return "a SAS";
      }
    }
  }

  private final Map<String, String> env;

  BlobSecrets(Map<String, String> env) {
    this.env = env;
  }

  /** The account that the environment names. */
  Optional<String> account() {
    return variable("AZURE_STORAGE_ACCOUNT");
  }

  /** The service that the connection string is for. */
  Optional<BlobEndpoint> connection(BlobSettings settings) {
    return variable(CONNECTION).flatMap(text -> endpoint(parts(text), settings));
  }

  /** What opens a location; none where the user's own identity has to. */
  Optional<Key> keyOf(BlobLocation location, BlobSettings settings) {
    if (location.sas().isPresent()) {
      return location.sas().map(Key.Sas::new);
    }
    Optional<Key> connection =
        connection(settings)
            .filter(one -> one.url().equalsIgnoreCase(location.endpoint()))
            .flatMap(one -> variable(CONNECTION))
            .map(Key.Connection::new);
    boolean own =
        account().or(settings::account).map(location.account()::equals).orElse(Boolean.TRUE);
    if (connection.isPresent() || !own) {
      return connection;
    }
    return variable("AZURE_STORAGE_KEY")
        .<Key>map(key -> new Key.Shared(location.account(), key))
        .or(() -> variable("AZURE_STORAGE_SAS_TOKEN").map(BlobSecrets::sas));
  }

  private static Key sas(String token) {
    return new Key.Sas(token.startsWith("?") ? token.substring(1) : token);
  }

  private static Optional<BlobEndpoint> endpoint(Map<String, String> parts, BlobSettings settings) {
    if (parts.getOrDefault("usedevelopmentstorage", "").equalsIgnoreCase("true")) {
      return Optional.of(
          new BlobEndpoint("devstoreaccount1", "http://127.0.0.1:10000/devstoreaccount1"));
    }
    String account = parts.getOrDefault("accountname", "");
    Optional<String> explicit =
        Optional.ofNullable(parts.get("blobendpoint")).map(BlobEndpoint::trimmed);
    if (explicit.isPresent()) {
      return explicit
          .filter(BlobEndpoint::isAllowed)
          .map(
              url ->
                  new BlobEndpoint(account.isEmpty() ? BlobEndpoint.accountIn(url) : account, url));
    }
    String suffix = parts.getOrDefault("endpointsuffix", settings.endpointSuffix());
    return account.isEmpty()
        ? Optional.empty()
        : Optional.of(new BlobEndpoint(account, "https://" + account + ".blob." + suffix));
  }

  private static Map<String, String> parts(String connection) {
    Map<String, String> parts = new LinkedHashMap<>();
    Arrays.stream(connection.split(";"))
        .map(part -> part.split("=", 2))
        .filter(part -> part.length == 2)
        .forEach(part -> parts.put(part[0].strip().toLowerCase(Locale.ROOT), part[1].strip()));
    return parts;
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(env.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }
}
