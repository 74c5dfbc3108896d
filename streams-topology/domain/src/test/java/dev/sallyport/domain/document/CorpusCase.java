package dev.sallyport.domain.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A policy found in a public repository, and what a person would take it to mean. */
record CorpusCase(JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<CorpusCase> of(String file) throws IOException {
    try (var lines = Files.lines(Path.of("src/test/resources/corpus", file))) {
      return lines.map(CorpusCase::parse).toList().stream();
    }
  }

  private static CorpusCase parse(String line) {
    try {
      return new CorpusCase(JSON.readTree(line));
    } catch (IOException broken) {
      throw new IllegalStateException(line, broken);
    }
  }

  String yaml() {
    return json.get("yaml").asText();
  }

  boolean isRefused() {
    return json.at("/expected/refused").isTextual();
  }

  String mode() {
    return json.at("/expected/mode").asText();
  }

  List<String> endpoints() {
    return StreamSupport.stream(json.at("/expected/endpoints").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  JsonNode switches() {
    return json.at("/expected/switches");
  }

  @Override
  public String toString() {
    var about = json.has("note") ? json.get("note").asText() + " " + json.get("flags") : "policy";
    return "%s (%s, %d)".formatted(about, json.get("source").asText(), json.get("id").asInt());
  }
}
