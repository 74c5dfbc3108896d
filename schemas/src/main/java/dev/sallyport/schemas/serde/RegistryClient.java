package dev.sallyport.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the Confluent Schema Registry REST API (v1 JSON), as far as Avro needs it. Errors of the
 * connection and answers 429 and 5xx are tried again, at the next address of the list, with growing
 * waits; everything else is final. All calls block; safe for use by many threads.
 *
 * <p>Source: the API reference of Confluent's Schema Registry; checked against Apicurio Registry's
 * {@code /apis/ccompat/v7}.
 */
public final class RegistryClient implements SchemaRegistry, AutoCloseable {
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistrySettings settings;
  private final HttpClient http;
  private volatile int preferred;

  public RegistryClient(RegistrySettings settings) {
    this.settings = settings;
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout());
    settings.tls().ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  @Override
  public int register(String subject, Schema schema) {
    return number(post("/subjects/" + segment(subject) + "/versions", body(schema)), "id");
  }

  @Override
  public Optional<Integer> find(String subject, Schema schema) {
    return known(() -> post("/subjects/" + segment(subject), body(schema)))
        .map(answer -> number(answer, "id"));
  }

  @Override
  public Schema schema(int id) {
    return schemaOf(get("/schemas/ids/" + id));
  }

  @Override
  public Optional<Registered> latest(String subject) {
    return known(() -> get("/subjects/" + segment(subject) + "/versions/latest"))
        .map(answer ->
            new Registered(
                subject, number(answer, "version"), number(answer, "id"), schemaOf(answer)));
  }

  @Override
  public boolean compatible(String subject, Schema schema) {
    return known(
            () -> post("/compatibility/subjects/" + segment(subject) + "/versions", body(schema)))
        .map(answer -> answer.path("is_compatible").asBoolean(false))
        .orElse(true);
  }

  @Override
  public Optional<String> compatibility(String subject) {
    return known(() -> get("/config/" + segment(subject) + "?defaultToGlobal=true"))
        .or(() -> known(() -> get("/config")))
        .map(answer -> answer.path("compatibilityLevel").asText(""))
        .filter(level -> !level.isEmpty());
  }

  @Override
  public void requireCompatibility(String subject, String level) {
    send("PUT", "/config/" + segment(subject), JSON.createObjectNode().put("compatibility", level));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private static JsonNode body(Schema schema) {
    // Without "schemaType": it means Avro, and registries older than the member refuse it.
    return JSON.createObjectNode().put("schema", SchemaText.of(schema));
  }

  private JsonNode get(String path) {
    return send("GET", path, null);
  }

  private JsonNode post(String path, JsonNode body) {
    return send("POST", path, body);
  }

  private interface Question {
    JsonNode ask();
  }

  private static Optional<JsonNode> known(Question question) {
    try {
      return Optional.of(question.ask());
    } catch (RegistryException.Unknown e) {
      return Optional.empty();
    }
  }

  private JsonNode send(String method, String path, @Nullable JsonNode body) {
    var failures = new ArrayList<String>();
    Exception last = null;
    Duration wait = settings.firstWait();
    int attempts = Math.max(settings.retries() + 1, settings.urls().size());
    for (int attempt = 0; attempt < attempts; attempt++) {
      int index = (preferred + attempt) % settings.urls().size();
      URI url = settings.urls().get(index);
      try {
        HttpResponse<String> response =
            http.send(request(method, url, path, body), BodyHandlers.ofString());
        if (response.statusCode() != 429 && response.statusCode() < 500) {
          preferred = index;
          return answer(method, path, response);
        }
        failures.add(url + " answered " + response.statusCode());
      } catch (IOException e) {
        last = e;
        failures.add(url + ": " + e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RegistryException.Unavailable("interrupted while asking " + url + path, e);
      }
      boolean roundDone = attempt + 1 >= settings.urls().size();
      if (roundDone && attempt + 1 < attempts) {
        wait = pause(wait);
      }
    }
    throw new RegistryException.Unavailable(
        "no schema registry answered " + method + " " + path + ": " + String.join("; ", failures),
        last);
  }

  private Duration pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException.Unavailable("interrupted while waiting for a schema registry", e);
    }
    Duration next = wait.multipliedBy(2);
    return next.compareTo(settings.longestWait()) > 0 ? settings.longestWait() : next;
  }

  private HttpRequest request(String method, URI url, String path, @Nullable JsonNode body) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(settings.requestTimeout())
            .header("Accept", MEDIA_TYPE + ", application/json")
            .header("Content-Type", MEDIA_TYPE)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    settings.authorization().ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }

  private static JsonNode answer(String method, String path, HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == 404 && isRegistrys(response)) {
      throw new RegistryException.Unknown(method + " " + path + ": " + message(response));
    }
    if (status == 404) {
      // A proxy's, or an address one path too high: a sound record must not pass for unknown.
      throw new RegistryException.Unavailable(
          "no schema registry at %s: it answers 404".formatted(response.uri()), null);
    }
    if (status >= 400) {
      throw new RegistryException.Refused(
          status, method + " " + path + ": " + status + " " + message(response));
    }
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new RegistryException.Unavailable(
          "no schema registry at " + response.uri() + ": its answer is not JSON", e);
    }
  }

  // Its own 404s bear 40401, 40402 or 40403 (Confluent's REST API, "Errors").
  private static boolean isRegistrys(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body()).path("error_code").asInt() / 100 == 404;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static String message(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body()).path("message").asText(response.body());
    } catch (JsonProcessingException e) {
      return response.body();
    }
  }

  private static int number(JsonNode answer, String member) {
    JsonNode value = answer.path(member);
    if (!value.canConvertToInt()) {
      throw new RegistryException.Unavailable(
          "the registry's answer lacks \"" + member + "\": " + answer, null);
    }
    return value.intValue();
  }

  private static Schema schemaOf(JsonNode answer) {
    try {
      return SchemaText.parse(answer.path("schema").asText());
    } catch (SchemaParseException e) {
      throw new RegistryException.Unavailable(
          "the registry's answer holds no Avro schema: " + answer, e);
    }
  }

  private static String segment(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
