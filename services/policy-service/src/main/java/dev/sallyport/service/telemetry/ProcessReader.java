package dev.sallyport.service.telemetry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a program and its parents, each within the one it started, without descending itself: how
 * deep they go is the job's to choose, and must cost no stack.
 */
final class ProcessReader {
  private final JsonParser json;
  private final List<String> names = new ArrayList<>();
  private final List<String> hashes = new ArrayList<>();
  private boolean cut;

  private ProcessReader(JsonParser json) {
    this.json = json;
  }

  /** Reads the object that the parser stands at the beginning of. */
  static ProcessChain read(JsonParser json) throws IOException {
    return new ProcessReader(json).chain();
  }

  private ProcessChain chain() throws IOException {
    enter(0);
    for (var depth = 0; depth >= 0; ) {
      depth = json.nextToken() == JsonToken.END_OBJECT ? depth - 1 : member(depth);
    }
    var processes = new ArrayList<ObservedProcess>();
    for (var i = 0; i < names.size(); i++) {
      processes.add(new ObservedProcess(names.get(i), hashes.get(i)));
    }
    return new ProcessChain(processes, cut);
  }

  /** Reads one member; how deep it leads. */
  private int member(int depth) throws IOException {
    var name = json.currentName();
    var value = json.nextToken();
    switch (name) {
      case "name" -> names.set(depth, text(name, value));
      case "sha256" -> hashes.set(depth, text(name, value));
      case "parent" -> {
        return parent(depth, value);
      }
      default -> json.skipChildren();
    }
    return depth;
  }

  private int parent(int depth, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NULL) {
      return depth;
    }
    if (value != JsonToken.START_OBJECT) {
      throw malformed("parent", "an object or null");
    }
    if (depth + 1 == ProcessChain.MOST) {
      cut = true;
      json.skipChildren(); // counts brackets
      return depth;
    }
    enter(depth + 1);
    return depth + 1;
  }

  // A second parent of the same program takes the place of the first.
  private void enter(int depth) {
    names.subList(Math.min(depth, names.size()), names.size()).clear();
    hashes.subList(Math.min(depth, hashes.size()), hashes.size()).clear();
    names.add("");
    hashes.add("");
  }

  private String text(String member, JsonToken value) throws IOException {
    return switch (value) {
      case VALUE_STRING -> json.getText();
      case VALUE_NULL -> "";
      default -> throw malformed(member, "a text");
    };
  }

  private static Rejection malformed(String member, String expected) {
    return new Rejection(
        new Malformed("“tool”: the member “%s” is %s.".formatted(member, expected)));
  }
}
