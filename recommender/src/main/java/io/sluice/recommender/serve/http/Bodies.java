package io.sluice.recommender.serve.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies: no larger than is allowed, no slower, and only text of the types that a route
 * takes. No thread waits for one.
 */
final class Bodies {
  private static final Map<String, String> CLOSE = Map.of("Connection", "close");

  private final int maxBytes;
  private final Duration timeout;

  Bodies(int maxBytes, Duration timeout) {
    this.maxBytes = maxBytes;
    this.timeout = timeout;
  }

  /**
   * The body once it is there; a {@link Problem} where it cannot be read.
   *
   * @throws Problem where its headers tell that already
   */
  CompletableFuture<String> read(Request request, Set<String> types) {
    checkType(header(request, HttpHeader.CONTENT_TYPE), types);
    String encoding = header(request, HttpHeader.CONTENT_ENCODING).orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "send the body without an encoding");
    }
    if (request.getLength() > maxBytes) {
      throw tooLarge();
    }
    CompletableFuture<byte[]> body = new CompletableFuture<>();
    Content.Source.asByteArrayAsync(request, maxBytes, Promise.Invocable.toPromise(body));
    return body.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).handle(this::text);
  }

  private static Optional<String> header(Request request, HttpHeader header) {
    return Optional.ofNullable(request.getHeaders().get(header));
  }

  private static void checkType(Optional<String> contentType, Set<String> types) {
    String[] parts = contentType.orElse("").toLowerCase(Locale.ROOT).split(";", -1);
    boolean known = types.contains(parts[0].strip());
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      known &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
    }
    if (!known) {
      throw refused(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
          "the body must be UTF-8 of one of the types "
              + String.join(", ", types.stream().sorted().toList()));
    }
  }

  private String text(byte @Nullable [] bytes, @Nullable Throwable failure) {
    if (failure != null || bytes == null) {
      throw failed(failure);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Problem.badRequest("the body is not UTF-8");
    }
  }

  private Problem failed(@Nullable Throwable wrapped) {
    Throwable failure = wrapped instanceof CompletionException ? wrapped.getCause() : wrapped;
    if (failure instanceof TimeoutException) {
      return refused(
          HttpStatus.REQUEST_TIMEOUT_408,
          "the body did not arrive within " + timeout.toSeconds() + " seconds");
    }
    return failure instanceof IllegalStateException
        ? tooLarge()
        : refused(HttpStatus.BAD_REQUEST_400, "the body broke off");
  }

  private Problem tooLarge() {
    return refused(HttpStatus.PAYLOAD_TOO_LARGE_413, "a body has at most " + maxBytes + " bytes");
  }

  /** What is left of such a body is not read. */
  private static Problem refused(int status, String detail) {
    return new Problem(status, detail, CLOSE);
  }
}
