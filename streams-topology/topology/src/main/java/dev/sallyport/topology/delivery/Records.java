package dev.sallyport.topology.delivery;

import dev.sallyport.domain.command.PolicyCommand.NoteIntegrationGone;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.topology.codec.CommandCodec;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DestinationState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What the ledger tells, as records. */
final class Records implements Telling {
  private static final Duration TO_DECIDE = Duration.ofMinutes(1);
  private static final HexFormat HEX = HexFormat.of();

  private final Topics topics;
  private final InstantSource clock;
  private final Consumer<Record<String, Told>> out;

  Records(Topics topics, InstantSource clock, Consumer<Record<String, Told>> out) {
    this.topics = topics;
    this.clock = clock;
    this.out = out;
  }

  @Override
  public void delivery(Delivery delivery) {
    var key =
        "%s/%s/%s"
            .formatted(
                delivery.getOwnerKey(),
                delivery.getIntegrationId(),
                HEX.toHexDigits(delivery.getNumber()));
    tell(key, topics.deliveries().name(), SingleObject.encode(delivery));
  }

  @Override
  public void destination(String ownerKey, DestinationState state) {
    tell(
        ownerKey + "/" + state.getIntegration().getIntegrationId(),
        topics.deliveries().name(),
        SingleObject.encode(state));
  }

  @Override
  public void removed(String ownerKey, IntegrationId integration) {
    tell(ownerKey + "/" + integration, topics.deliveries().name(), null);
  }

  @Override
  public void dead(Delivery delivery, byte[] payload) {
    var headers = new RecordHeaders();
    headers.add("sallyport_delivery", bytes(delivery.getDeliveryId()));
    headers.add("sallyport_integration", bytes(delivery.getIntegrationId()));
    headers.add("sallyport_reason", bytes(delivery.getSaid()));
    headers.add("sallyport_attempts", bytes(String.valueOf(delivery.getAttempts())));
    headers.add("sallyport_topic", bytes(delivery.getTopic()));
    headers.add("sallyport_partition", bytes(String.valueOf(delivery.getPartition())));
    headers.add("sallyport_offset", bytes(String.valueOf(delivery.getOffset())));
    out.accept(
        new Record<>(
            delivery.getOwnerKey(),
            new Told(topics.deadLetters().name(), payload),
            clock.millis(),
            headers));
  }

  /** Bytes that nobody can make sense of, as they were. */
  void unreadable(String key, byte[] value, Occurrence.Position position, String reason) {
    var headers = new RecordHeaders();
    headers.add("sallyport_reason", bytes(reason));
    headers.add("sallyport_topic", bytes(position.topic()));
    headers.add("sallyport_partition", bytes(String.valueOf(position.partition())));
    headers.add("sallyport_offset", bytes(String.valueOf(position.offset())));
    out.accept(
        new Record<>(key, new Told(topics.deadLetters().name(), value), clock.millis(), headers));
  }

  // Named after integration and minute: told again, it is the same command.
  @Override
  public void gone(Owner owner, Integration integration) {
    var now = clock.instant();
    var name = integration.id() + "/" + now.getEpochSecond() / TO_DECIDE.toSeconds();
    var submission =
        new Submission(
            new CommandId(UUID.nameUUIDFromBytes(bytes(name))),
            owner,
            new NoteIntegrationGone(integration),
            Actor.system("sinks"),
            Source.SYSTEM,
            notAfter(now),
            name,
            false);
    tell(owner.key(), topics.policyCommands().name(), CommandCodec.encode(submission));
  }

  private static Instant notAfter(Instant now) {
    return now.plus(TO_DECIDE);
  }

  private void tell(String key, String topic, byte @Nullable [] value) {
    out.accept(new Record<>(key, new Told(topic, value), clock.millis()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
