package dev.sallyport.service.pages.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class FollowingChangesTest {
  private final String owner = Api.newOwner();

  @Test
  void tells_where_it_is_and_then_of_each_change() throws Exception {
    Api.audit(owner, "p");
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(asked(owner, Api.ADMIN), BodyHandlers.ofInputStream());
      try (var lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        var before = next(lines);
        Api.block(owner, "p", "github.com:443");
        assertThat(next(lines)).isEqualTo(before + 1);
      }
    }
  }

  static HttpRequest asked(String owner, String key) {
    return HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:%d/github/%s/actions/changes".formatted(RestAssured.port, owner)))
        .header("Authorization", "Bearer " + key)
        .build();
  }

  static long next(BufferedReader lines) throws Exception {
    String line;
    do {
      line = lines.readLine();
    } while (line != null && !line.startsWith("data:"));
    return Long.parseLong(String.valueOf(line).replace("data:", "").strip());
  }
}
