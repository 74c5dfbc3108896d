package dev.sallyport.domain.document;

/**
 * A host and port that a job may call. Its text is {@code host:port}, which is what runners are
 * served.
 *
 * @param port 1 to 65535
 */
public record Endpoint(HostPattern host, int port) {
  /** What the open-source agent takes for an endpoint without a port (config.go). */
  public static final int DEFAULT_PORT = 443;

  static final int MAX_PORT = 65_535;

  public Endpoint {
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("a port is 1 to " + MAX_PORT + ", not " + port);
    }
  }

  /**
   * The endpoint of a text such as {@code github.com:443}, {@code GitHub.com} (port 443) or {@code
   * *.example.com:80}. Throws {@link IllegalArgumentException}, saying why, when it is none.
   */
  public static Endpoint of(String text) {
    return switch (EndpointText.read(text)) {
      case EndpointText.Good(var endpoint, var remarks) when remarks.isEmpty() -> endpoint;
      case EndpointText.Good(_, var remarks) ->
          throw new IllegalArgumentException(text + ": " + remarks.getFirst().message());
      case EndpointText.Bad(var flaw) ->
          throw new IllegalArgumentException(text + ": " + flaw.message());
    };
  }

  @Override
  public String toString() {
    return host.text() + ":" + port;
  }
}
