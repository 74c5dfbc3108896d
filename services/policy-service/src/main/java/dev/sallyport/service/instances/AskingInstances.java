package dev.sallyport.service.instances;

import dev.sallyport.topology.projection.OtherInstances;
import dev.sallyport.topology.projection.RowQuestion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.streams.state.HostInfo;

/** Asks other instances over HTTP, at the addresses that they told Kafka. */
public final class AskingInstances implements OtherInstances {
  private static final Duration CONNECTING = Duration.ofSeconds(1);
  private static final Duration ANSWERING = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .connectTimeout(CONNECTING)
          .followRedirects(Redirect.NEVER)
          .build();
  private final boolean tls;
  private final InstanceSignature signature;
  private final InstantSource clock;

  /**
   * @param tls whether instances speak HTTPS
   */
  public AskingInstances(boolean tls, InstanceSignature signature, InstantSource clock) {
    this.tls = tls;
    this.signature = signature;
    this.clock = clock;
  }

  @Override
  public byte[] ask(HostInfo instance, String projection, int partition, RowQuestion question)
      throws IOException {
    var asked = RowPath.of(projection, partition, question);
    var address =
        URI.create(
            "%s://%s:%d%s"
                .formatted(tls ? "https" : "http", instance.host(), instance.port(), asked));
    var request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWERING)
            .header(InstanceSignature.HEADER, signature.of(asked, clock.instant()))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != OK) {
        throw new IOException("%s answers %d".formatted(instance, answer.statusCode()));
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
