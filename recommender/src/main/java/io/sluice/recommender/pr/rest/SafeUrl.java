package io.sluice.recommender.pr.rest;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A URL that a token may be sent to. */
public final class SafeUrl {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private SafeUrl() {}

  /** The URL; messages never quote it where it might hold a secret. */
  public static URI requireSafe(URI url) {
    if (url.getRawUserInfo() != null || String.valueOf(url.getRawAuthority()).contains("@")) {
      throw new IllegalArgumentException(
          "a host's URL must hold no user name or password: tokens come from the environment or"
              + " from a file");
    }
    if (url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "a host's URL must be https://HOST[:PORT][/PATH], but is \"" + url + "\"");
    }
    if (!isPrivate(url.getScheme(), url.getHost())) {
      throw new IllegalArgumentException(
          "a host's URL must begin with https://, so that nobody can read the token, but is \""
              + url
              + "\"");
    }
    return url;
  }

  /** Whether nobody on the way can read what is sent: https, or a server on this machine. */
  public static boolean isPrivate(@Nullable String scheme, @Nullable String host) {
    return "https".equals(scheme)
        || ("http".equals(scheme) && host != null && THIS_MACHINE.contains(host));
  }
}
