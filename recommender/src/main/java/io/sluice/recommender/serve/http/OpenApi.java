package io.sluice.recommender.serve.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The description of the API, {@code docs/openapi.yaml}, as it lies in the jar. */
final class OpenApi {
  private static final String FILE = "/openapi.yaml";

  private OpenApi() {}

  static String text() {
    try (InputStream in = Objects.requireNonNull(OpenApi.class.getResourceAsStream(FILE), FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
