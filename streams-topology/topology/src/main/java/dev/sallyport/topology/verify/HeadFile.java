package dev.sallyport.topology.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.domain.event.EventHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Exported heads as a file: a line for each, {@code {"owner": "acme", "sequence": 7, "hash": "…"}}.
 * An owner may stand there any number of times, so that exports can be appended.
 */
public final class HeadFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HeadFile() {}

  /** A file that holds no exported heads. The message names the line. */
  public static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreadable(String file, int line, String problem) {
      super("%s, line %d: %s".formatted(file, line, problem));
    }
  }

  /**
   * @throws Unreadable naming the first line that holds no head
   */
  public static List<ExportedHead> read(Path file) throws IOException {
    return parse(file.toString(), Files.readString(file));
  }

  /**
   * The same of a text that came from elsewhere.
   *
   * @param file what to call it in messages
   * @throws Unreadable naming the first line that holds no head
   */
  public static List<ExportedHead> parse(String file, String text) throws Unreadable {
    var heads = new ArrayList<ExportedHead>();
    var number = 0;
    for (var line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        heads.add(head(file, number, line));
      }
    }
    return heads;
  }

  private static ExportedHead head(String file, int number, String line) throws Unreadable {
    try {
      var json = JSON.readTree(line);
      return new ExportedHead(
          json.path("owner").asText(""), sequence(json), new EventHash(json.path("hash").asText()));
    } catch (JsonProcessingException e) {
      throw new Unreadable(file, number, "this is no JSON object");
    } catch (IllegalArgumentException e) {
      throw new Unreadable(file, number, String.valueOf(e.getMessage()));
    }
  }

  private static long sequence(JsonNode json) {
    var sequence = json.path("sequence");
    if (!sequence.canConvertToLong() || !sequence.isIntegralNumber()) {
      throw new IllegalArgumentException("\"sequence\" is no whole number.");
    }
    return sequence.longValue();
  }

  /** Writes a file anew, or replaces it. */
  public static void write(Path file, List<ExportedHead> heads) throws IOException {
    var lines = new ArrayList<String>();
    for (var head : heads) {
      lines.add(
          JSON.createObjectNode()
              .put("owner", head.owner())
              .put("sequence", head.sequence())
              .put("hash", head.hash().hex())
              .toString());
    }
    Files.write(file, lines);
  }
}
