package dev.sallyport.service.openid;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jose4j.json.JsonUtil;

/** What people and accidents do at {@link FakeProvider}. */
public record ProviderClient(URI provider) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * Somebody agrees, and gets a code.
   *
   * @param address that the browser was sent to
   * @param claims in place of what is usual; {@code absent} leaves one out, {@code userinfo} is
   *     told when it is asked for
   */
  public String grant(URI address, Map<String, Object> claims) {
    return post(
        "/grant",
        "query=" + encoded(address.getRawQuery()) + "&claims=" + encoded(JsonUtil.toJson(claims)));
  }

  /** What an address says behind its question mark. */
  public static Map<String, String> query(URI address) {
    return FakeProvider.form(address.getRawQuery());
  }

  public void fault(String fault) {
    var _ = post("/fault", fault);
  }

  private String post(String path, String body) {
    try {
      var request =
          HttpRequest.newBuilder(provider.resolve(path))
              .POST(BodyPublishers.ofString(body))
              .build();
      return HTTP.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
