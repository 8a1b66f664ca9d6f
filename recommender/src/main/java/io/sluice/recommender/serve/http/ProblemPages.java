package io.sluice.recommender.serve.http;

import io.sluice.recommender.write.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server itself says of requests that never reach a route: never a word of theirs. */
final class ProblemPages extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus() >= 400 ? response.getStatus() : 500;
    response.setStatus(status);
    Gatekeeper.everyReply().forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.TYPE);
    response.write(true, ByteBuffer.wrap(body(status)), callback);
    return true;
  }

  private static byte[] body(int status) {
    String detail =
        switch (status) {
          case 400 -> "the request is not what HTTP or a URI allow";
          case 431 -> "the headers are larger than is read";
          case 414 -> "the address is longer than is read";
          default -> "";
        };
    return JsonText.write(Problem.json(status, detail)).getBytes(StandardCharsets.UTF_8);
  }
}
