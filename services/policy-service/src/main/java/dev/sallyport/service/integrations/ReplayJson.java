package dev.sallyport.service.integrations;

import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.integration.Replay;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is delivered once more: exactly one of these.
 *
 * @param delivery a single delivery's id
 * @param since a time: whatever happened then or later
 * @param fromSequence whatever has this sequence of the organization's log, or a later one
 */
@Schema(name = "Replay")
public record ReplayJson(
    @Nullable String delivery, @Nullable String since, @Nullable Long fromSequence) {

  Replay replay() {
    if (Stream.of(delivery, since, fromSequence).filter(Objects::nonNull).count() != 1) {
      throw refused("Send exactly one of delivery, since and fromSequence.");
    }
    if (delivery != null) {
      var id = DeliveryId.read(delivery);
      if (id == null) {
        throw refused("A delivery's id has 32 hexadecimal digits.");
      }
      return new Replay.One(id);
    }
    return since == null
        ? from(Objects.requireNonNull(fromSequence))
        : new Replay.Since(time(since));
  }

  private static Replay from(long sequence) {
    if (sequence < 1) {
      throw refused("fromSequence counts from 1.");
    }
    return new Replay.FromSequence(sequence);
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw refused("since is a time such as 2026-11-28T07:00:00Z.");
    }
  }

  private static Rejection refused(String detail) {
    return new Rejection(new Malformed(detail));
  }
}
