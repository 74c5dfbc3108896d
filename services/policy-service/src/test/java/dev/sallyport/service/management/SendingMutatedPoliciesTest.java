package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand documents that nobody meant, each validated and saved over HTTP. */
@QuarkusTest
@TestProfile(InMemory.class)
class SendingMutatedPoliciesTest {
  private static final int DOCUMENTS = 10_000;
  private static final int POLICIES = 50;
  private static final Duration NO_HANG = Duration.ofSeconds(30);
  // Documents have 4 KiB and less; what is kept of each accepted one is of that order.
  private static final long MOST_KEPT = 256L << 20;

  @TestHTTPResource("/")
  URI service = URI.create("");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  @Timeout(600)
  void never_fails_hangs_or_takes_memory_without_end() throws Exception {
    var mutations = new MutatedDocuments(20_260_101);
    var statuses = new TreeMap<Integer, Integer>();
    var before = usedMemory();
    for (var number = 0; number < DOCUMENTS; number++) {
      var document = mutations.next();
      for (var request : new HttpRequest[] {validation(document), save(document, number)}) {
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode())
            .as(
                "%s of document %d, %s: %s",
                request.method(),
                number,
                Base64.getEncoder().encodeToString(document),
                answer.body())
            .isIn(200, 201, 400, 413, 422);
        assertThat(answer.body().length()).isLessThan(4 << 20);
        statuses.merge(answer.statusCode(), 1, Integer::sum);
      }
    }
    assertThat(usedMemory() - before).isLessThan(MOST_KEPT);
    assertThat(statuses.keySet()).as("both good and bad ones: %s", statuses).contains(200, 422);
  }

  private HttpRequest validation(byte[] document) {
    return request("/v1/github/Acme-Mutants/actions/policies-validation")
        .POST(BodyPublishers.ofByteArray(document))
        .build();
  }

  private HttpRequest save(byte[] document, int number) {
    return request(Api.policy("Acme-Mutants", "p" + number % POLICIES))
        .PUT(BodyPublishers.ofByteArray(document))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(service.resolve(path))
        .timeout(NO_HANG)
        .header("Authorization", "Bearer " + Api.ADMIN)
        .header("Content-Type", "application/yaml");
  }

  private static long usedMemory() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
