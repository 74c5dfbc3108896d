package dev.sallyport.sink.http;

import java.io.IOException;
import java.net.SocketException;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Sends a message once more as long as the connection had served others before and was found
 * closed: the other side had ended it meanwhile, as it may without a word. Asking the connection
 * before each message costs a millisecond of waiting, twice what all the rest takes.
 *
 * <p>The other side may have taken the message and closed before it answered. Then it gets it
 * twice, under the same id, as after any answer that is lost.
 */
final class OnANewConnection implements HttpRequestRetryStrategy {
  // Several may have been kept to a host that was started anew.
  private static final int MOST_ATTEMPTS = 4;

  @Override
  public boolean retryRequest(
      HttpRequest request, IOException failure, int attempts, HttpContext context) {
    var endpoint = HttpCoreContext.cast(context).getEndpointDetails();
    return attempts < MOST_ATTEMPTS
        && endpoint != null
        && endpoint.getRequestCount() > 1
        && (failure instanceof NoHttpResponseException
            || failure instanceof ConnectionClosedException
            || failure instanceof SocketException);
  }

  /** What is answered is an answer. */
  @Override
  public boolean retryRequest(HttpResponse response, int attempts, HttpContext context) {
    return false;
  }

  @Override
  public TimeValue getRetryInterval(HttpResponse response, int attempts, HttpContext context) {
    return TimeValue.ZERO_MILLISECONDS;
  }
}
