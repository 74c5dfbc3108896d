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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.state.HostInfo;
import org.jboss.logging.Logger;

/**
 * Asks other instances over HTTP, at the addresses that they told Kafka. One that did not answer is
 * not asked again for a while: a page asks many questions, and must not wait for each.
 */
public final class AskingInstances implements OtherInstances {
  private static final Logger LOG = Logger.getLogger(AskingInstances.class);
  private static final Duration CONNECTING = Duration.ofSeconds(1);
  private static final Duration ANSWERING = Duration.ofSeconds(5);
  private static final Duration LEFT_ALONE = Duration.ofSeconds(2);
  private static final long MOST_BYTES = 8L << 20;
  private static final int OK = 200;
  private static final int MOVING = 503;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .connectTimeout(CONNECTING)
          .followRedirects(Redirect.NEVER)
          .build();
  private final Map<HostInfo, Long> silentSince = new ConcurrentHashMap<>();
  private final boolean tls;
  private final InstanceSignature signature;
  private final InstantSource clock;
  private final Duration answering;

  /** The other is there, and has not what is asked just now: it may have the next thing. */
  private static final class Moving extends IOException {
    private static final long serialVersionUID = 1L;

    Moving() {
      super("what is asked is just moving");
    }
  }

  /**
   * @param tls whether instances speak HTTPS
   */
  public AskingInstances(boolean tls, InstanceSignature signature, InstantSource clock) {
    this(tls, signature, clock, ANSWERING);
  }

  AskingInstances(
      boolean tls, InstanceSignature signature, InstantSource clock, Duration answering) {
    this.tls = tls;
    this.signature = signature;
    this.clock = clock;
    this.answering = answering;
  }

  @Override
  public byte[] ask(HostInfo instance, String projection, int partition, RowQuestion question)
      throws IOException {
    var silent = silentSince.get(instance);
    if (silent != null && System.nanoTime() - silent < LEFT_ALONE.toNanos()) {
      throw new IOException(instance + " did not answer just now");
    }
    try {
      var body = send(request(instance, projection, partition, question));
      silentSince.remove(instance);
      return body;
    } catch (Moving e) {
      silentSince.remove(instance);
      throw e;
    } catch (IOException e) {
      silentSince.put(instance, System.nanoTime());
      LOG.warnf("The instance at %s:%d does not answer: %s", instance.host(), instance.port(), e);
      throw e;
    }
  }

  private HttpRequest request(
      HostInfo instance, String projection, int partition, RowQuestion question) {
    var path = RowQuestions.path(projection, partition);
    var rows = RowQuestions.header(question);
    var host = instance.host().contains(":") ? "[" + instance.host() + "]" : instance.host();
    return HttpRequest.newBuilder(
            URI.create(
                "%s://%s:%d%s".formatted(tls ? "https" : "http", host, instance.port(), path)))
        .header(RowQuestions.HEADER, rows)
        .header(InstanceSignature.HEADER, signature.of(path + " " + rows, clock.instant()))
        .build();
  }

  // The client's own time-out ends with the head of an answer.
  private byte[] send(HttpRequest request) throws IOException {
    var asked =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      var answer = asked.get(answering.toMillis(), TimeUnit.MILLISECONDS);
      return switch (answer.statusCode()) {
        case OK -> answer.body();
        case MOVING -> throw new Moving();
        default -> throw new IOException("it answers " + answer.statusCode());
      };
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      asked.cancel(true);
      throw new IOException("no answer within " + answering, e);
    } catch (InterruptedException e) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
