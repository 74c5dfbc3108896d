package dev.sallyport.service.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;

/** The answer to a request whose body is not read, so that nothing more can come after it. */
final class LastAnswer {
  private static final long MOST_PASSED_OVER = 32L << 20;

  private LastAnswer() {}

  /**
   * Announces that the connection will be closed, and closes it after the answer (RFC 9112, section
   * 9.6). The server does not do so by itself for a header of an answer.
   */
  static void on(RoutingContext routing) {
    var request = routing.request();
    if (request.version() != HttpVersion.HTTP_2) {
      routing.response().putHeader(HttpHeaders.CONNECTION, "close");
      // On the request's own thread, so that it does not end between a look and a handler.
      var loop = routing.vertx().getOrCreateContext();
      routing.addEndHandler(_ -> loop.runOnContext(_ -> passOver(request)));
    }
  }

  // To close before the rest of the body has come would reset the connection and lose the answer.
  private static void passOver(HttpServerRequest request) {
    var connection = request.connection();
    if (request.isEnded()) {
      connection.close();
      return;
    }
    var left = new AtomicLong(MOST_PASSED_OVER);
    request
        .endHandler(_ -> connection.close())
        .handler(bytes -> {
          if (left.addAndGet(-bytes.length()) < 0) {
            connection.close();
          }
        })
        .resume();
  }
}
