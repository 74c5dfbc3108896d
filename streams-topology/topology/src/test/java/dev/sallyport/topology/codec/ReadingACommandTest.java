package dev.sallyport.topology.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.command.PolicyCommand.Probe;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.topology.codec.CommandReading.Heading;
import dev.sallyport.topology.codec.CommandReading.NotUnderstood;
import dev.sallyport.topology.codec.CommandReading.Understood;
import dev.sallyport.wire.CommandEnvelope;
import dev.sallyport.wire.TextEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ReadingACommandTest {
  private static final Heading HEADING =
      new Heading(new CommandId(new UUID(1, 2)), Owner.of("Acme"), "digest");

  @Test
  void understands_what_was_written() {
    var submission =
        new Submission(
            HEADING.id(),
            HEADING.owner(),
            new Probe(),
            Actor.system("probe"),
            Source.SYSTEM,
            Instant.ofEpochMilli(17),
            "digest",
            false);
    assertThat(CommandCodec.decode(CommandCodec.encode(submission)))
        .isEqualTo(new Understood(submission));
  }

  @Test
  void can_answer_a_command_whose_type_it_does_not_know() {
    // the fingerprint of no schema, as a newer version would write it
    byte[] newer = {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 0};
    assertThat(CommandCodec.decode(envelope("Acme", newer)))
        .isEqualTo(
            new NotUnderstood(
                "no schema of this version has the fingerprint 0807060504030201", HEADING));
  }

  @Test
  void can_answer_a_record_that_is_no_command() {
    assertThat(
            CommandCodec.decode(envelope("Acme", SingleObject.encode(new TextEntry("p", "text")))))
        .isEqualTo(new NotUnderstood("dev.sallyport.wire.TextEntry is no command", HEADING));
  }

  @Test
  void can_answer_a_command_with_a_value_that_cannot_be() {
    var nameless = SingleObject.encode(new dev.sallyport.wire.DeletePolicy("a/b", null));
    assertThat(CommandCodec.decode(envelope("Acme", nameless)))
        .isInstanceOfSatisfying(
            NotUnderstood.class,
            reading -> {
              assertThat(reading.heading()).isEqualTo(HEADING);
              assertThat(reading.reason()).contains("policy name");
            });
  }

  @Test
  void cannot_answer_what_is_no_envelope() {
    for (byte[] bytes :
        new byte[][] {
          {},
          "{\"command\": \"create\"}".getBytes(StandardCharsets.UTF_8),
          SingleObject.encode(new TextEntry("p", "text")),
          envelope("not an owner", new byte[0])
        }) {
      assertThat(CommandCodec.decode(bytes))
          .isInstanceOfSatisfying(
              NotUnderstood.class, reading -> assertThat(reading.heading()).isNull());
    }
  }

  private static byte[] envelope(String owner, byte[] command) {
    return SingleObject.encode(
        new CommandEnvelope(
            HEADING.id().value(),
            owner,
            ActorValues.encode(Actor.system("test")),
            ActorValues.encode(Source.API),
            Instant.ofEpochMilli(17),
            HEADING.request(),
            false,
            ByteBuffer.wrap(command)));
  }
}
