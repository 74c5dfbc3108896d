package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.service.management.OperationTable.Operation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The reference page is the OpenAPI document, readable. */
@QuarkusTest
@TestProfile(InMemory.class)
class DescribingTheApiTest {
  private static final Path PAGE = Path.of("../../docs/reference/api.md");
  private static final String INTRODUCTION =
      """
      # API

      Written from the OpenAPI document, which a running instance serves at `/q/openapi`, with a page to
      try it at `/q/swagger-ui`.

      - Send `Authorization: Bearer <key>`; with a runner key, `Authorization: vm-api-key <key>`.
      - Every change takes `Idempotency-Key` (1 to 255 characters): a repeat of the very same request
        within a day gets the first outcome, marked `Idempotency-Replayed: true`, and does nothing;
        another request under the same key is 422. `X-Command-Id` names the command, as the log and the
        events do.
      - Changes of one policy take `If-Match` with its `ETag`; 412 tells that somebody was quicker.
      - Lists are `{"entries": […], "next": …}`; `next` goes into `cursor`. `limit` is at most 200.
        A page of history, events or versions ends sooner, at 2 MiB, and may then hold one entry, or none
        where few pass a filter: go on as long as there is a `next`.
      - Four answers about the past are made at a time, two exports, and four answers about what jobs reported;
        more wait for a second at most, ten for what jobs reported, and are then answered with 503 and `Retry-After`.
      - What jobs reported shows after a second or so. Of it `next_token` is always empty, and times of calls are
        those of the agents' clocks.
      - Reads see what any instance has acknowledged. Where Kafka cannot be asked within a second, `Age`
        and `Warning` tell how old the answer is.
      - Errors are [problem details](problems.md). Unknown JSON members and, on changes, unknown query parameters
        are refused, except on the operations of the Terraform provider (`POST` and `DELETE …/{name}`,
        `POST` and `DELETE …/attach`, `…/detection-rules`).
      - Flags in queries are `true` or `false`; `?dry-run` alone is `true`. A `;` in a path is written `%3B`.
      - Attachments reach a whole organization or repository only where `apply_to_org` or `apply_to_repo` is
        `true`; a list that is left out or empty names nothing. Unknown members within `org` are always refused.
      - Texts of policies have at most 256 KiB, other bodies 1 MiB; one change names at most 2,000 scopes.
      """;

  @Test
  void keeps_the_reference_page_true() throws IOException {
    Golden.compare(PAGE, page(OperationTable.served()));
  }

  @Test
  void tells_of_every_operation_what_it_does() throws IOException {
    assertThat(OperationTable.served().operations())
        .filteredOn(operation -> operation.path().startsWith("/v1/"))
        .isNotEmpty()
        .allSatisfy(operation ->
            assertThat(operation.description().path("summary").asText())
                .as("%s %s", operation.method(), operation.path())
                .isNotBlank());
  }

  private static String page(OperationTable table) {
    var byTag = new TreeMap<String, List<Operation>>();
    for (var operation : table.operations()) {
      if (operation.path().startsWith("/v1/")) {
        var tag = operation.description().path("tags").path(0).asText("Other");
        byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add(operation);
      }
    }
    var page = new StringBuilder(INTRODUCTION);
    byTag.forEach((tag, operations) -> {
      page.append("\n## ").append(tag).append('\n');
      operations.forEach(operation -> write(operation, page));
    });
    page.append("\n## Schemas\n");
    table
        .document()
        .path("components")
        .path("schemas")
        .properties()
        .forEach(schema -> schema(schema.getKey(), schema.getValue(), page));
    return page.toString();
  }

  private static void write(Operation operation, StringBuilder page) {
    var description = operation.description();
    page.append("\n### %s %s\n\n".formatted(operation.method(), operation.path()));
    page.append(description.path("summary").asText()).append('\n');
    var more = description.path("description").asText();
    if (!more.isEmpty()) {
      page.append('\n').append(more).append('\n');
    }
    page.append('\n');
    for (var parameter : description.path("parameters")) {
      var about = parameter.path("description").asText();
      if (!parameter.path("in").asText().equals("path")
          && !parameter.path("name").asText().equals("Idempotency-Key")) {
        page.append(
            "- %s `%s`%s\n"
                .formatted(
                    parameter.path("in").asText(),
                    parameter.path("name").asText(),
                    about.isEmpty() ? "" : ": " + about));
      }
    }
    description
        .path("requestBody")
        .path("content")
        .properties()
        .forEach(
            type -> page.append("- body `%s`%s\n".formatted(type.getKey(), of(type.getValue()))));
    for (var response : description.path("responses").properties()) {
      if (response.getKey().equals("default")) {
        continue;
      }
      var types = response.getValue().path("content");
      if (types.isEmpty() && response.getKey().startsWith("2")) {
        page.append("- answers %s\n".formatted(response.getKey()));
      }
      types
          .properties()
          .forEach(type ->
              page.append(
                  "- answers %s `%s`%s\n"
                      .formatted(response.getKey(), type.getKey(), of(type.getValue()))));
    }
  }

  private static String of(JsonNode mediaType) {
    var named = type(mediaType.path("schema"));
    return named.isEmpty() || named.equals("string") ? "" : " " + named;
  }

  private static void schema(String name, JsonNode schema, StringBuilder page) {
    page.append("\n### %s\n\n".formatted(name));
    schema.path("oneOf").forEach(one -> page.append("- %s\n".formatted(type(one))));
    schema
        .path("properties")
        .properties()
        .forEach(member ->
            page.append("- `%s` %s\n".formatted(member.getKey(), type(member.getValue()))));
  }

  private static String type(JsonNode schema) {
    if (schema.has("$ref")) {
      var reference = schema.get("$ref").asText();
      var name = reference.substring(reference.lastIndexOf('/') + 1);
      return "[%s](#%s)".formatted(name, name.toLowerCase(java.util.Locale.ROOT));
    }
    for (var choice : List.of("anyOf", "oneOf", "allOf")) {
      for (var one : schema.path(choice)) {
        if (!type(one).equals("null") && !type(one).isEmpty()) {
          return type(one);
        }
      }
    }
    var type = schema.path("type");
    var word = type.isArray() ? type.path(0).asText() : type.asText();
    return word.equals("array") ? "list of " + type(schema.path("items")) : word;
  }
}
