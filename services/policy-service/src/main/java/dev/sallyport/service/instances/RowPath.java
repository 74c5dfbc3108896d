package dev.sallyport.service.instances;

import dev.sallyport.topology.projection.RowQuestion;
import dev.sallyport.topology.projection.RowQuestion.Order;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Questions for rows, as path and query. */
final class RowPath {
  static final String ROOT = "/internal/rows";

  private RowPath() {}

  static String of(String projection, int partition, RowQuestion question) {
    var beyond = question.beyond();
    return "%s/%s/%d?order=%s&first=%s&last=%s%s"
        .formatted(
            ROOT,
            projection,
            partition,
            question.order().name().toLowerCase(Locale.ROOT),
            text(question.first()),
            text(question.last()),
            beyond == null ? "" : "&beyond=" + text(beyond));
  }

  /** Empty for what no instance asks. */
  static Optional<RowQuestion> question(
      @Nullable String order,
      @Nullable String first,
      @Nullable String last,
      @Nullable String beyond) {
    if (order == null || first == null || last == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RowQuestion(
              Order.valueOf(order.toUpperCase(Locale.ROOT)),
              key(first),
              key(last),
              beyond == null ? null : key(beyond)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(Bytes key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.get());
  }

  private static Bytes key(String text) {
    return Bytes.wrap(Base64.getUrlDecoder().decode(text));
  }
}
