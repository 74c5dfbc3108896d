package dev.sallyport.schemas.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * Every version of every top-level record that was ever released, out of the jar: {@code
 * shipped/<full name>/v<n>.avsc}, counted from 1, with {@code shipped/index} naming the newest
 * version of each. A top-level record tells its topic in the schema property {@code topic}.
 */
public final class ShippedSchemas {
  private static final List<Shipped> ALL = load();
  private static final Set<String> NAMES =
      ALL.stream().map(Shipped::record).collect(Collectors.toUnmodifiableSet());

  /** One released version of a record. */
  public record Shipped(String record, int version, Schema schema, boolean newest) {
    /** The topic that records of this schema travel through. */
    public String topic() {
      return schema.getProp("topic");
    }
  }

  private ShippedSchemas() {}

  /** By record and version. */
  public static List<Shipped> all() {
    return ALL;
  }

  /** Whether this version knows a record of this full name. */
  public static boolean know(String record) {
    return NAMES.contains(record);
  }

  /** The schemas that this version writes into a topic. */
  public static List<Schema> written(String topic) {
    return ALL.stream()
        .filter(shipped -> shipped.newest() && shipped.topic().equals(topic))
        .map(Shipped::schema)
        .toList();
  }

  private static List<Shipped> load() {
    var all = new ArrayList<Shipped>();
    for (String line : resource("index").lines().toList()) {
      int blank = line.indexOf(' ');
      String record = line.substring(0, blank);
      int newest = Integer.parseInt(line.substring(blank + 1));
      for (int version = 1; version <= newest; version++) {
        Schema schema = SchemaText.parse(resource(record + "/v" + version + ".avsc"));
        all.add(new Shipped(record, version, schema, version == newest));
      }
    }
    return List.copyOf(all);
  }

  private static String resource(String name) {
    try (InputStream in = ShippedSchemas.class.getResourceAsStream("/shipped/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks shipped/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read shipped/" + name, e);
    }
  }
}
