package dev.sallyport.topology.codec;

import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Outcome.Verdict;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.wire.CommandOutcome;
import dev.sallyport.wire.Done;
import dev.sallyport.wire.Stamp;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Outcomes: in {@code command-outcomes}, and as the decider remembers them. */
public final class OutcomeCodec {
  private OutcomeCodec() {}

  /** Times are kept in milliseconds. */
  public static byte[] encode(Outcome outcome) {
    return SingleObject.encode(
        new CommandOutcome(
            outcome.id().value(),
            outcome.owner().name(),
            outcome.request(),
            encode(outcome.verdict())));
  }

  /**
   * @throws UndecodableException when this is no outcome, or one of a newer version
   */
  public static Outcome decode(byte[] value) {
    CommandOutcome outcome = SingleObject.decode(value, CommandOutcome.class);
    try {
      return new Outcome(
          new CommandId(outcome.getCommandId()),
          Owner.of(outcome.getOwner()),
          outcome.getRequest(),
          verdict(outcome.getVerdict()));
    } catch (IllegalArgumentException e) {
      throw new UndecodableException("command outcome: " + e.getMessage(), e);
    }
  }

  private static SpecificRecord encode(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Done(var changed, var head, var stamp) -> new Done(changed, head, encode(stamp));
      case Verdict.Refused(var refusal) -> RefusalRecords.encode(refusal);
    };
  }

  private static Verdict verdict(Object written) {
    return written instanceof Done done
        ? new Verdict.Done(done.getChanged(), done.getHead(), decode(done.getStamp()))
        : new Verdict.Refused(RefusalRecords.decode(written));
  }

  private static @Nullable Stamp encode(Outcome.@Nullable Stamp stamp) {
    return stamp == null ? null : new Stamp(stamp.version(), stamp.revision(), stamp.created());
  }

  private static Outcome.@Nullable Stamp decode(@Nullable Stamp stamp) {
    return stamp == null
        ? null
        : new Outcome.Stamp(stamp.getVersion(), stamp.getRevision(), stamp.getCreated());
  }
}
