package dev.sallyport.archive;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where records of a partition are: {@code
 * topics/policy-events/00003/00000000000000000041.ndjson.gz}. Numbers are padded, since a bucket
 * lists names by their bytes, and objects must come in the order of their offsets.
 *
 * @param first the offset that the object begins with: the one after the last of the object before
 *     it, and 0 for the first object, whether there is a record at that offset or not
 */
public record ObjectName(String topic, int partition, long first) {
  /** The folder of everything that is archived. */
  static final String TOPICS = "topics";

  private static final Pattern TEXT =
      Pattern.compile(TOPICS + "/([a-zA-Z0-9._-]+)/(\\d{5,10})/(\\d{20})\\.ndjson\\.gz");

  public ObjectName {
    if (partition < 0 || first < 0) {
      throw new IllegalArgumentException("Partitions and offsets count from 0.");
    }
  }

  /** The folder of a partition's objects. */
  static String folder(String topic, int partition) {
    return String.format(Locale.ROOT, "%s/%s/%05d", TOPICS, topic, partition);
  }

  public String text() {
    return String.format(Locale.ROOT, "%s/%020d.ndjson.gz", folder(topic, partition), first);
  }

  /** Empty for a name that is none of these. */
  public static Optional<ObjectName> parse(String text) {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      var name =
          new ObjectName(
              parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3)));
      return name.text().equals(text) ? Optional.of(name) : Optional.empty();
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return text();
  }
}
