package dev.sallyport.cli.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo organization is and what happened in it, in order.
 *
 * @param sources where its policies come from, for readers of the file
 */
record Story(
    String organization,
    List<Repository> repositories,
    List<String> clusters,
    String sources,
    List<Step> steps) {

  record Repository(String name, List<String> workflows) {}

  record Workflow(String repository, String file) {}

  /** One change. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Save.class, name = "save"),
    @JsonSubTypes.Type(value = Attach.class, name = "attach"),
    @JsonSubTypes.Type(value = Detach.class, name = "detach"),
    @JsonSubTypes.Type(value = Rollback.class, name = "rollback"),
    @JsonSubTypes.Type(value = Delete.class, name = "delete")
  })
  sealed interface Step {
    String policy();
  }

  /** Creates the policy or gives it another text. */
  record Save(String policy, String file) implements Step {
    String yaml() throws IOException {
      try (var text = open("policies/" + file)) {
        return new String(text.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  record Attach(
      String policy,
      @JsonProperty("organization") boolean organization,
      @Nullable List<String> repositories,
      @Nullable List<Workflow> workflows,
      @Nullable List<String> clusters)
      implements Step {}

  record Detach(String policy) implements Step {}

  record Rollback(String policy, long version) implements Step {}

  record Delete(String policy) implements Step {}

  static Story load() throws IOException {
    try (var json = open("story.json")) {
      return JsonMapper.builder().build().readValue(json, Story.class);
    }
  }

  private static InputStream open(String resource) throws IOException {
    var stream = Story.class.getResourceAsStream("/demo/" + resource);
    if (stream == null) {
      throw new FileNotFoundException("the demo's " + resource + " is missing from this build");
    }
    return stream;
  }
}
