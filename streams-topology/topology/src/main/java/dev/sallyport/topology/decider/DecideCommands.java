package dev.sallyport.topology.decider;

import dev.sallyport.domain.book.ImpossibleEvent;
import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Outcome.Verdict;
import dev.sallyport.domain.command.PolicyCommand.Probe;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.codec.CommandCodec;
import dev.sallyport.topology.codec.CommandReading;
import dev.sallyport.topology.codec.CommandReading.Heading;
import dev.sallyport.topology.codec.CommandReading.NotUnderstood;
import dev.sallyport.topology.codec.CommandReading.Understood;
import dev.sallyport.topology.codec.EncodedEvent;
import dev.sallyport.topology.codec.OutcomeCodec;
import dev.sallyport.topology.decider.DeciderHealth.StoppedPartition;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides the commands of one partition, one after the other. A repeat gets the outcome it got
 * before; then what nobody waits for any more is refused; only then is anything decided. Whatever
 * follows is written at once: first the state, its head last, then the events, then the outcome.
 */
final class DecideCommands implements Processor<byte[], byte[], byte[], byte[]> {
  static final String EVENTS = "events";
  static final String OUTCOMES = "outcomes";

  /** How far the clocks of handlers and deciders may be apart. */
  static final Duration SKEW = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(DecideCommands.class);

  private final Deciding deciding;
  private final Settling settling;

  // Replaced by init(): after an aborted transaction Streams wipes the stores and initializes the
  // same object again.
  private @Nullable Open open;

  DecideCommands(Deciding deciding) {
    this.deciding = deciding;
    this.settling = new Settling(deciding.encoder());
  }

  /** What belongs to one life of a task; nothing outlives it. */
  private static final class Open {
    final ProcessorContext<byte[], byte[]> context;
    final KeyValueStore<Bytes, byte[]> state;
    final RememberedOutcomes outcomes;
    @Nullable StoppedPartition stopped;

    Open(ProcessorContext<byte[], byte[]> context) {
      this.context = context;
      this.state = context.getStateStore(Topics.POLICY_STATE_STORE);
      WindowStore<Bytes, byte[]> decided = context.getStateStore(Topics.DECIDED_COMMANDS_STORE);
      this.outcomes = new RememberedOutcomes(decided);
    }

    int partition() {
      return context.taskId().partition();
    }

    void forward(Owner owner, EncodedEvent event, Instant at) {
      context.forward(record(owner, event.value(), at).withHeaders(event.headers()), EVENTS);
    }

    void forward(Owner owner, byte[] outcome, Instant at) {
      context.forward(record(owner, outcome, at), OUTCOMES);
    }

    // Without the headers of the command, which would be handed on.
    private static Record<byte[], byte[]> record(Owner owner, byte[] value, Instant at) {
      return new Record<>(OwnerPartition.key(owner), value, at.toEpochMilli());
    }
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    open = new Open(context);
    deciding.health().opened(context.taskId().partition());
  }

  @Override
  public void close() {
    if (open != null) {
      deciding.health().opened(open.partition());
      open = null;
    }
  }

  @Override
  public void process(Record<byte[], byte[]> command) {
    var task = Objects.requireNonNull(open, "Not initialized");
    var appended = Instant.ofEpochMilli(command.timestamp());
    switch (reading(task, command)) {
      case NotUnderstood(var reason, var heading) -> refuse(task, reason, heading, appended);
      case Understood(var submission) -> answer(task, submission, appended);
    }
    if (deciding.backlog().decided()) {
      task.context.commit();
    }
  }

  private CommandReading reading(Open task, Record<byte[], byte[]> command) {
    var value = command.value();
    var reading =
        value == null
            ? new NotUnderstood("a record without a value", null)
            : CommandCodec.decode(value);
    return reading instanceof Understood(var submission) && !belongs(task, command, submission)
        ? new NotUnderstood(
            "a command of %s does not belong into partition %d under the key of its record"
                .formatted(submission.owner().key(), task.partition()),
            new Heading(submission.id(), submission.owner(), submission.request()))
        : reading;
  }

  // An owner on two partitions would have two writers.
  private boolean belongs(Open task, Record<byte[], byte[]> command, Submission submission) {
    var key = OwnerPartition.key(submission.owner());
    return Arrays.equals(key, command.key())
        && OwnerPartition.of(key, deciding.partitions()) == task.partition();
  }

  private void refuse(Open task, String reason, @Nullable Heading heading, Instant at) {
    var where = where(task);
    LOG.warn(
        "A command was not understood: topic {}, partition {}, offset {}: {}",
        where.topic(),
        where.partition(),
        where.offset(),
        reason);
    if (heading == null) {
      deciding.counts().unreadable();
      return;
    }
    emit(
        task,
        new Outcome(
            heading.id(),
            heading.owner(),
            heading.request(),
            new Verdict.Refused(new Refusal.NotUnderstood(reason))),
        at);
  }

  private void answer(Open task, Submission submission, Instant appended) {
    try {
      var former = task.outcomes.find(submission.id(), submission.owner(), appended);
      if (former != null) {
        repeat(task, former, submission, appended);
      } else {
        first(task, submission, appended);
      }
    } catch (CorruptState | ImpossibleEvent impossible) {
      stop(task, submission.id(), impossible);
      emit(task, stopped(submission, String.valueOf(impossible.getMessage())), appended);
    } catch (KafkaException ofStreams) {
      throw ofStreams;
    } catch (RuntimeException bug) {
      // Nothing has been written yet. Refusing the one command keeps it from taking the others'
      // partition down with it, again at every restart.
      LOG.error("Command {} at {} could not be decided", submission.id(), where(task), bug);
      emit(task, stopped(submission, "this command could not be decided"), appended);
    }
  }

  private void repeat(Open task, Outcome former, Submission submission, Instant at) {
    if (former.request().equals(submission.request())) {
      deciding.counts().repeated();
      task.forward(former.owner(), OutcomeCodec.encode(former), at);
    } else {
      emit(task, refused(submission, new Refusal.IdempotencyKeyReused()), at);
    }
  }

  private void first(Open task, Submission submission, Instant appended) {
    if (task.stopped != null) {
      emit(task, stopped(submission, task.stopped.toString()), appended);
    } else if (deciding.clock().instant().isAfter(submission.notAfter().plus(SKEW))) {
      // Not remembered: a repeat under the same id is in time, and is decided.
      emit(task, refused(submission, new Refusal.Expired(submission.notAfter())), appended);
    } else {
      decide(task, submission, appended);
    }
  }

  private void decide(Open task, Submission submission, Instant appended) {
    var book = new StoredBook(task.state, submission.owner());
    var head = book.head();
    var settlement = settling.settle(book, head, submission, appended);
    var outcome = outcome(submission, settlement.verdict());
    if (submission.command() instanceof Probe) {
      emit(task, outcome, appended);
      return;
    }
    var encoded = OutcomeCodec.encode(outcome);
    settlement.state().forEach(change -> task.state.put(change.key, change.value));
    task.outcomes.remember(submission.id(), submission.owner(), appended, encoded);
    for (var event : settlement.events()) {
      task.forward(submission.owner(), event, settlement.at());
    }
    task.forward(submission.owner(), encoded, appended);
    deciding.counts().count(outcome.verdict());
  }

  private void stop(Open task, CommandId command, RuntimeException why) {
    var where = where(task);
    task.stopped =
        new StoppedPartition(
            where.topic(), where.partition(), where.offset(), String.valueOf(why.getMessage()));
    deciding.health().stop(task.stopped);
    LOG.error("Deciding stopped for {}, command {}", task.stopped, command, why);
  }

  private void emit(Open task, Outcome outcome, Instant at) {
    task.forward(outcome.owner(), OutcomeCodec.encode(outcome), at);
    deciding.counts().count(outcome.verdict());
  }

  private static Outcome stopped(Submission submission, String reason) {
    return refused(submission, new Refusal.Stopped(reason));
  }

  private static Outcome refused(Submission submission, Refusal refusal) {
    return outcome(submission, new Verdict.Refused(refusal));
  }

  private static Outcome outcome(Submission submission, Verdict verdict) {
    return new Outcome(submission.id(), submission.owner(), submission.request(), verdict);
  }

  private static RecordMetadata where(Open task) {
    return task.context
        .recordMetadata()
        .orElseThrow(() -> new IllegalStateException("A command comes from a topic"));
  }
}
