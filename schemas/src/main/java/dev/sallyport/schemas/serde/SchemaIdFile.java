package dev.sallyport.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * Ids and schemas on disk: a line with the SHA-256 of what follows, then JSON. Written beside and
 * moved into place, so that a crash leaves the old file or the new one. A damaged file reads as an
 * empty one: everything in it can be asked for again.
 */
final class SchemaIdFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Known NOTHING = new Known(Map.of(), Map.of());

  /** A schema, by its fingerprint, under a subject. */
  record Use(String subject, String fingerprint) {}

  record Known(Map<Use, Integer> ids, Map<Integer, Schema> schemas) {}

  private final Path path;

  SchemaIdFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  Known read() {
    if (!Files.exists(path)) {
      return NOTHING;
    }
    try {
      String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      int line = text.indexOf('\n');
      if (line < 0 || !text.substring(0, line).equals(digest(text.substring(line + 1)))) {
        return NOTHING;
      }
      return parse(JSON.readTree(text.substring(line + 1)));
    } catch (JsonProcessingException | SchemaParseException e) {
      return NOTHING;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the schema ids in " + path, e);
    }
  }

  private static Known parse(JsonNode root) {
    var schemas = new HashMap<Integer, Schema>();
    root.path("schemas")
        .propertyStream()
        .forEach(entry ->
            schemas.put(
                Integer.valueOf(entry.getKey()), SchemaText.parse(entry.getValue().asText())));
    var ids = new HashMap<Use, Integer>();
    root.path("subjects")
        .propertyStream()
        .forEach(subject ->
            subject
                .getValue()
                .propertyStream()
                .forEach(entry ->
                    ids.put(
                        new Use(subject.getKey(), entry.getKey()), entry.getValue().intValue())));
    return new Known(ids, schemas);
  }

  void write(Known known) {
    var root = JSON.createObjectNode();
    var subjects = root.putObject("subjects");
    known.ids().entrySet().stream()
        .sorted(
            Map.Entry.comparingByKey(
                java.util.Comparator.comparing(Use::subject).thenComparing(Use::fingerprint)))
        .forEach(entry ->
            subjects
                .withObjectProperty(entry.getKey().subject())
                .put(entry.getKey().fingerprint(), entry.getValue()));
    var schemas = root.putObject("schemas");
    new TreeMap<>(known.schemas())
        .forEach((id, schema) -> schemas.put(id.toString(), SchemaText.of(schema)));
    String json = root.toPrettyString() + "\n";
    try {
      replace((digest(json) + "\n" + json).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the schema ids in " + path, e);
    }
  }

  private void replace(byte[] content) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try (var channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    // The name is in the directory: without this, a power cut may bring the old file back.
    try (var directory = FileChannel.open(path.resolveSibling("."), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static String digest(String json) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
