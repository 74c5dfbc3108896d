package dev.sallyport.sink.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What is sent.
 *
 * @param secrets texts that must not be repeated to anybody, such as values of headers, should the
 *     receiver echo them
 */
public record Post(URI to, List<Header> headers, String body, Set<String> secrets) {
  public Post {
    headers = List.copyOf(headers);
    secrets = Set.copyOf(secrets);
  }

  /** A line of the head of a request. */
  public record Header(String name, String value) {
    @Override
    public String toString() {
      return name + ": …"; // the value may be a secret
    }
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Post[to=" + to.getHost() + "]"; // the address may be a secret
  }
}
