package dev.sallyport.service.instances;

import dev.sallyport.topology.projection.RowQuestion;
import dev.sallyport.topology.projection.RowQuestion.Order;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Questions for rows on their way to another instance. The keys stand in a header and not in the
 * path: some hold names of workflows and jobs, and grow beyond what a request line takes.
 */
final class RowQuestions {
  static final String ROOT = "/internal/rows";

  /** The order, the first and the last key, and the key of the page before, with commas between. */
  static final String HEADER = "Sallyport-Rows";

  private static final int PARTS = 4;

  private RowQuestions() {}

  static String path(String projection, int partition) {
    return "%s/%s/%d".formatted(ROOT, projection, partition);
  }

  static String header(RowQuestion question) {
    var beyond = question.beyond();
    return "%s,%s,%s,%s"
        .formatted(
            question.order().name().toLowerCase(Locale.ROOT),
            text(question.first()),
            text(question.last()),
            beyond == null ? "-" : text(beyond));
  }

  /** Empty for what no instance asks. */
  static Optional<RowQuestion> read(@Nullable String header) {
    var parts = header == null ? new String[0] : header.split(",", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RowQuestion(
              Order.valueOf(parts[0].toUpperCase(Locale.ROOT)),
              key(parts[1]),
              key(parts[2]),
              parts[3].equals("-") ? null : key(parts[3])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(Bytes key) {
    return Base64.getEncoder().withoutPadding().encodeToString(key.get());
  }

  private static Bytes key(String text) {
    return Bytes.wrap(Base64.getDecoder().decode(text));
  }
}
