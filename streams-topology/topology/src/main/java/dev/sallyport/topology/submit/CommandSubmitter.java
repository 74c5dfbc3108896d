package dev.sallyport.topology.submit;

import dev.sallyport.domain.book.Limits;
import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Outcome.Verdict;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.topology.codec.CommandCodec;
import dev.sallyport.topology.codec.OutcomeCodec;
import dev.sallyport.topology.submit.CommandObserver.Ending;
import dev.sallyport.topology.tail.TopicTail;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.PolicyView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends commands to the decider and hears all outcomes, of which it needs those of its own. Every
 * instance reads the whole topic, without a group: an instance that joined one would miss what
 * comes while partitions move.
 */
public final class CommandSubmitter implements Commands, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommandSubmitter.class);

  private final Topics topics;
  private final PolicyView view;
  private final InstantSource clock;
  private final CommandObserver observer;
  private final CommandSender sender;
  private final TopicTail outcomes;
  private final Waiting waiting = new Waiting();
  private final Semaphore room;
  private final int mostWaiting;

  /** 0 until outcomes are read, before which nothing is submitted: its outcome could be missed. */
  private volatile int partitions;

  private CommandSubmitter(
      KafkaClients clients,
      Topics topics,
      PolicyView view,
      SubmitSettings settings,
      InstantSource clock,
      CommandObserver observer) {
    this.topics = topics;
    this.view = view;
    this.clock = clock;
    this.observer = observer;
    this.mostWaiting = settings.mostWaiting();
    this.room = new Semaphore(mostWaiting);
    this.sender = new CommandSender(clients, settings.delivery());
    this.outcomes =
        new TopicTail(
            topics.commandOutcomes().name(),
            TopicTail.From.END,
            () -> clients.consumer("command-outcomes"),
            new Hearing());
  }

  /**
   * Starts reading outcomes and returns at once. Kafka need not be there; until it is, commands are
   * {@link Commands.Unavailable}.
   *
   * @param clock what submissions' not-after is held against
   */
  public static CommandSubmitter start(
      KafkaClients clients,
      Topics topics,
      PolicyView view,
      SubmitSettings settings,
      InstantSource clock,
      CommandObserver observer) {
    var submitter = new CommandSubmitter(clients, topics, view, settings, clock, observer);
    submitter.outcomes.start();
    return submitter;
  }

  /** Stops; what still waits gets no answer. */
  @Override
  public void close() {
    sender.close();
    outcomes.close();
  }

  /** How many partitions commands go to; 0 until commands can be submitted. */
  public int partitions() {
    return partitions;
  }

  /** How many commands wait for their answer now. */
  public int inFlight() {
    return mostWaiting - room.availablePermits();
  }

  /** Why outcomes cannot be heard just now; null while they are. */
  public @Nullable String problem() {
    return outcomes.problem();
  }

  @Override
  public CompletionStage<Outcome> submit(Submission submission) {
    if (!room.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new Unavailable(mostWaiting + " commands wait already; try again in a moment"));
    }
    var began = System.nanoTime();
    return submitted(submission)
        .whenComplete((outcome, failure) -> {
          room.release();
          observer.ended(
              submission, ending(outcome, failure), Duration.ofNanos(System.nanoTime() - began));
        });
  }

  private CompletableFuture<Outcome> submitted(Submission submission) {
    if (partitions == 0) {
      return CompletableFuture.failedFuture(
          new Unavailable("this instance does not hear from the decider yet"));
    }
    var value = CommandCodec.encode(submission);
    if (value.length > Limits.RECORD_BYTES) {
      return CompletableFuture.completedFuture(
          refused(submission, new Refusal.TooLarge(value.length, Limits.RECORD_BYTES)));
    }
    var left = Duration.between(clock.instant(), submission.notAfter());
    if (!left.isPositive()) {
      return CompletableFuture.failedFuture(new Unavailable("its time was up before it was sent"));
    }
    var deadline = System.nanoTime() + left.toNanos();
    var outcome = waiting.await(submission);
    sender.send(
        record(submission, value),
        () -> !outcome.isDone(),
        failure ->
            outcome.completeExceptionally(
                new Unavailable("Kafka does not take commands now", failure)));
    return within(outcome, deadline, submission, "the decider")
        .thenCompose(heard -> readable(heard, deadline, submission));
  }

  private CompletableFuture<Outcome> readable(
      Outcome outcome, long deadline, Submission submission) {
    return switch (outcome.verdict()) {
      case Verdict.Refused _ -> CompletableFuture.completedFuture(outcome);
      case Verdict.Done(_, var head, _) ->
          within(
                  view.reached(outcome.owner(), head),
                  deadline,
                  submission,
                  "it is done, but this instance does not show it yet")
              .thenApply(_ -> outcome);
    };
  }

  private static <T> CompletableFuture<T> within(
      CompletableFuture<T> future, long deadline, Submission submission, String waitingFor) {
    var left = Math.max(1, deadline - System.nanoTime());
    return future
        .orTimeout(left, TimeUnit.NANOSECONDS)
        .exceptionallyCompose(failure ->
            CompletableFuture.failedFuture(
                failure instanceof TimeoutException
                    ? new Unanswered(submission, waitingFor)
                    : failure));
  }

  private ProducerRecord<byte[], byte[]> record(Submission submission, byte[] value) {
    var key = OwnerPartition.key(submission.owner());
    return new ProducerRecord<>(
        topics.policyCommands().name(), OwnerPartition.of(key, partitions), key, value);
  }

  private static Outcome refused(Submission submission, Refusal refusal) {
    return new Outcome(
        submission.id(), submission.owner(), submission.request(), new Verdict.Refused(refusal));
  }

  private static Ending ending(@Nullable Outcome outcome, @Nullable Throwable failure) {
    if (outcome != null) {
      return switch (outcome.verdict()) {
        case Verdict.Done _ -> Ending.DONE;
        case Verdict.Refused _ -> Ending.REFUSED;
      };
    }
    var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    return cause instanceof Unavailable ? Ending.UNAVAILABLE : Ending.UNANSWERED;
  }

  private final class Hearing implements TopicTail.Listener {
    @Override
    public void opened(List<Long> ends) {
      partitions = ends.size();
    }

    @Override
    public void record(ConsumerRecord<byte[], byte[]> record) {
      try {
        hear(OutcomeCodec.decode(record.value()));
      } catch (UndecodableException undecodable) {
        LOG.error(
            "The outcome at {}-{}@{} cannot be read; whoever waits for it gets no answer",
            record.topic(),
            record.partition(),
            record.offset(),
            undecodable);
      }
    }

    private void hear(Outcome outcome) {
      for (var asked : waiting.whoAsked(outcome)) {
        Thread.startVirtualThread(() -> asked.complete(outcome));
      }
    }

    @Override
    public void reached(int partition, long position) {}
  }
}
