package dev.sallyport.service.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.BodyTooLarge;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a body, token by token. Members that are not known are passed over: agents may
 * send more one day.
 */
final class ReportJson {
  /** The most bytes of a body. */
  static final int MOST_BYTES = 64 << 10;

  // More than any chain of processes can have in so many bytes, and mere brackets have more.
  private static final int MOST_DEEP = 8_192;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MOST_DEEP).build())
          // Strangers choose the names, and interned ones stay.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final List<String> known;
  private final Map<String, String> texts = new HashMap<>();
  private ProcessChain tool = new ProcessChain(List.of(), false);

  private ReportJson(List<String> known) {
    this.known = known;
  }

  /**
   * Reads a body.
   *
   * @param known members that are texts, or numbers
   * @throws JsonProcessingException if it is no JSON
   * @throws Rejection if it is too large, or no object with such members
   */
  static ReportJson of(byte @Nullable [] body, List<String> known) throws JsonProcessingException {
    if (body != null && body.length > MOST_BYTES) {
      throw new Rejection(new BodyTooLarge(MOST_BYTES));
    }
    var report = new ReportJson(known);
    try (var json = JSON.createParser(body == null ? new byte[0] : body)) {
      report.read(json);
    } catch (JsonProcessingException unreadable) {
      throw unreadable;
    } catch (IOException _) {
      throw new Rejection(new Malformed("The body is not UTF-8."));
    }
    return report;
  }

  private void read(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new Rejection(new Malformed("The body is a JSON object."));
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      var name = json.currentName();
      var value = json.nextToken();
      if (name.equals("tool") && value == JsonToken.START_OBJECT) {
        tool = ProcessReader.read(json);
      } else if (known.contains(name)) {
        keep(name, value, json);
      } else {
        json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw new Rejection(new Malformed("Something follows the JSON object."));
    }
  }

  private void keep(String name, JsonToken value, JsonParser json) throws IOException {
    switch (value) {
      case VALUE_STRING, VALUE_NUMBER_INT -> texts.put(name, json.getText());
      case VALUE_NULL -> texts.remove(name);
      default -> throw new Rejection(new Malformed("The member “%s” is a text.".formatted(name)));
    }
  }

  /** Null where it is left out, null or empty. */
  @Nullable String text(String member) {
    var text = texts.get(member);
    return text == null || text.isEmpty() ? null : text;
  }

  String required(String member) {
    var text = text(member);
    if (text == null) {
      throw new Rejection(new Malformed("The member “%s” is missing.".formatted(member)));
    }
    return text;
  }

  ProcessChain tool() {
    return tool;
  }
}
