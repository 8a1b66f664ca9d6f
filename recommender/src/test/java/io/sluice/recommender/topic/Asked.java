package io.sluice.recommender.topic;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an instance of the service answered.
 *
 * @param status of the response; 0 where nothing listens
 * @param body of the response
 */
record Asked(int status, String body) {
  private static final Pattern AT = Pattern.compile("answers at (http://[^\\s]+)");
  private static final Asked NOTHING = new Asked(0, "null");

  /**
   * Asks for a path.
   *
   * @param said what the instance has said, whose last start says where it answers
   */
  static Asked of(String said, String path) throws InterruptedException {
    String server = "";
    for (Matcher at = AT.matcher(said); at.find(); ) {
      server = at.group(1);
    }
    if (server.isEmpty()) {
      return NOTHING;
    }
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(server + path)).build(),
                  HttpResponse.BodyHandlers.ofString());
      return new Asked(response.statusCode(), response.body());
    } catch (IOException e) {
      return NOTHING; // killed, and not started yet
    }
  }
}
