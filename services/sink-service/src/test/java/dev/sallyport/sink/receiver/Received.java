package dev.sallyport.sink.receiver;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A request as it came.
 *
 * @param head its first line and all headers
 * @param headers by their names in lower case
 */
public record Received(String head, Map<String, String> headers, String body) {
  /** Of a header that has to be there. */
  public String header(String name) {
    return Objects.requireNonNull(headers.get(name.toLowerCase(Locale.ROOT)), name);
  }

  /** Method and path. */
  public String firstLine() {
    return head.lines().findFirst().orElseThrow();
  }
}
