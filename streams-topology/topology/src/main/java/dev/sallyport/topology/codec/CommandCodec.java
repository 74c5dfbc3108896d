package dev.sallyport.topology.codec;

import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.topology.codec.CommandReading.Heading;
import dev.sallyport.topology.codec.CommandReading.NotUnderstood;
import dev.sallyport.topology.codec.CommandReading.Understood;
import dev.sallyport.wire.CommandEnvelope;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;

/**
 * Commands of {@code policy-commands}. The envelope holds the command itself as bytes, so that
 * whoever sent a command of a newer version can be told that it was not understood.
 */
public final class CommandCodec {
  private CommandCodec() {}

  /** Times are kept in milliseconds. */
  public static byte[] encode(Submission submission) {
    return SingleObject.encode(
        new CommandEnvelope(
            submission.id().value(),
            submission.owner().name(),
            ActorValues.encode(submission.actor()),
            ActorValues.encode(submission.source()),
            submission.notAfter().truncatedTo(ChronoUnit.MILLIS),
            submission.request(),
            submission.mayAddOrganization(),
            ByteBuffer.wrap(SingleObject.encode(CommandRecords.encode(submission.command())))));
  }

  /** Total: whatever the bytes are, there is a reading of them. */
  public static CommandReading decode(byte[] value) {
    CommandEnvelope envelope;
    Heading heading;
    try {
      envelope = SingleObject.decode(value, CommandEnvelope.class);
      heading =
          new Heading(
              new CommandId(envelope.getCommandId()),
              Owner.of(envelope.getOwner()),
              envelope.getRequest());
    } catch (UndecodableException | IllegalArgumentException e) {
      return new NotUnderstood("not a command: " + e.getMessage(), null);
    }
    try {
      return new Understood(
          new Submission(
              heading.id(),
              heading.owner(),
              CommandRecords.decode(SingleObject.decode(bytes(envelope.getCommand()))),
              ActorValues.decode(envelope.getActor()),
              ActorValues.decode(envelope.getSource()),
              envelope.getNotAfter(),
              heading.request(),
              envelope.getMayAddOrganization()));
    } catch (UndecodableException | IllegalArgumentException e) {
      return new NotUnderstood(String.valueOf(e.getMessage()), heading);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
