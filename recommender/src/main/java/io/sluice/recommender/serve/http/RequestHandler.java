package io.sluice.recommender.serve.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** From a request to a reply: the one place where both meet the server. */
final class RequestHandler extends Handler.Abstract {
  /** So many bodies are held at a time, read or asked about. */
  private static final int MAX_BODIES = 8;

  private final Gatekeeper gatekeeper;
  private final Routes routes;
  private final Bodies bodies;
  private final Executor asking;
  private final RequestCounter counter;
  private final Semaphore room = new Semaphore(MAX_BODIES);

  /**
   * A handler.
   *
   * @param asking works on requests with a body, which take long
   */
  RequestHandler(
      Gatekeeper gatekeeper,
      Routes routes,
      Bodies bodies,
      Executor asking,
      RequestCounter counter) {
    this.gatekeeper = gatekeeper;
    this.routes = routes;
    this.bodies = bodies;
    this.asking = asking;
    this.counter = counter;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    try {
      List<String> path = Route.parts(Request.getPathInContext(request));
      gatekeeper.check(request, path);
      Route route = routes.find(request.getMethod(), path);
      List<String> open = route.match(path).orElseThrow();
      Map<String, String> query =
          Ask.query(Optional.ofNullable(request.getHttpURI().getQuery()), route.parameters());
      String accept = accepted(request, route);
      if (route.readsBody()) {
        readThenAnswer(route, new Ask(open, query, accept, ""), request, response, callback);
      } else {
        send(route.answer().apply(new Ask(open, query, accept, "")), request, response, callback);
      }
    } catch (Problem e) {
      send(e.reply(), request, response, callback);
    }
    return true;
  }

  private static String accepted(Request request, Route route) {
    List<String> values = request.getHeaders().getValuesList(HttpHeader.ACCEPT);
    Optional<String> header =
        values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    return Accepted.choose(header, route.types())
        .orElseThrow(
            () ->
                new Problem(
                    HttpStatus.NOT_ACCEPTABLE_406,
                    "the path has " + String.join(", ", route.types())));
  }

  private void readThenAnswer(
      Route route, Ask ask, Request request, Response response, Callback callback) {
    if (!room.tryAcquire()) {
      throw Problem.later("other questions are being worked on");
    }
    Callback releasing = Callback.from(callback, (Runnable) room::release);
    try {
      CompletableFuture<Void> unused =
          bodies
              .read(request, route.consumes())
              .thenApplyAsync(
                  body ->
                      route.answer().apply(new Ask(ask.path(), ask.query(), ask.accept(), body)),
                  asking)
              .exceptionally(RequestHandler::failed)
              .thenAccept(reply -> send(reply, request, response, releasing))
              .whenComplete(
                  (sent, failure) -> {
                    if (failure != null) {
                      releasing.failed(failure);
                    }
                  });
    } catch (Problem e) {
      send(e.reply(), request, response, releasing);
    }
  }

  private static Reply failed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Problem problem) {
      return problem.reply();
    }
    return cause instanceof RejectedExecutionException
        ? Problem.later("other questions are being worked on").reply()
        : new Problem(HttpStatus.INTERNAL_SERVER_ERROR_500, "").reply();
  }

  private void send(Reply reply, Request request, Response response, Callback callback) {
    counter.count(request.getMethod(), reply.status());
    Gatekeeper.everyReply().forEach(response.getHeaders()::put);
    reply.headers().forEach(response.getHeaders()::put);
    boolean isGet = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (reply.status() == HttpStatus.OK_200 && isGet) {
      response.getHeaders().put(HttpHeader.ETAG, reply.etag());
      response.getHeaders().put(HttpHeader.VARY, "Accept, Authorization");
      if (isKnown(request, reply.etag())) {
        response.setStatus(HttpStatus.NOT_MODIFIED_304);
        callback.succeeded();
        return;
      }
    }
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
    byte[] body = reply.text().getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    boolean head = request.getMethod().equals("HEAD");
    response.write(true, head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), callback);
  }

  /** {@code If-None-Match} compares weakly. */
  private static boolean isKnown(Request request, String etag) {
    for (HttpField field : request.getHeaders().getFields(HttpHeader.IF_NONE_MATCH)) {
      for (String one : field.getValueList()) {
        String tag = one.startsWith("W/") ? one.substring(2) : one;
        if (tag.equals(etag) || etag.equals('"' + tag + '"') || tag.equals("*")) {
          return true;
        }
      }
    }
    return false;
  }
}
