package dev.sallyport.topology.submit;

import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Outcome.Verdict;
import dev.sallyport.domain.command.PolicyCommand.Probe;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.topics.OwnerPartition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether changes can be made: by asking the decider of every partition to decide a command
 * that changes nothing. What it found is told for a second, however many ask.
 */
public final class ChangeProbe {
  /** How long the deciders have to answer. */
  public static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration REMEMBERED = Duration.ofSeconds(1);

  /**
   * @param at when it was asked
   * @param failing by partition, why changes of its owners cannot be made; empty if all is well
   */
  public record Found(Instant at, Map<Integer, String> failing) {
    public Found {
      failing = Map.copyOf(failing);
    }

    public boolean changeable() {
      return failing.isEmpty();
    }
  }

  private record Asked(Instant at, CompletableFuture<Found> answer) {}

  private final Commands commands;
  private final IntSupplier partitions;
  private final InstantSource clock;
  private @Nullable Asked last;
  private List<Owner> owners = List.of();

  /**
   * @param partitions how many there are; 0 while nothing can be submitted
   */
  public ChangeProbe(Commands commands, IntSupplier partitions, InstantSource clock) {
    this.commands = commands;
    this.partitions = partitions;
    this.clock = clock;
  }

  /** Never fails, and completes within two seconds or little more. */
  public synchronized CompletionStage<Found> probe() {
    var now = clock.instant();
    var former = last;
    if (former != null && (!former.answer.isDone() || former.at.plus(REMEMBERED).isAfter(now))) {
      return former.answer.copy();
    }
    var asked = new Asked(now, ask(owners(partitions.getAsInt()), now));
    last = asked;
    return asked.answer.copy();
  }

  private CompletableFuture<Found> ask(List<Owner> owners, Instant now) {
    if (owners.isEmpty()) {
      return CompletableFuture.completedFuture(
          new Found(now, Map.of(0, "this instance does not hear from the deciders yet")));
    }
    var answers = owners.stream().map(owner -> answer(owner, now).toCompletableFuture()).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> {
          var failing = new TreeMap<Integer, String>();
          for (var partition = 0; partition < answers.size(); partition++) {
            var why = answers.get(partition).join();
            if (!why.isEmpty()) {
              failing.put(partition, why);
            }
          }
          return new Found(now, failing);
        });
  }

  /** Why the owner's changes cannot be made; empty if they can. */
  private CompletionStage<String> answer(Owner owner, Instant now) {
    var probe =
        new Submission(
            new CommandId(UUID.randomUUID()),
            owner,
            new Probe(),
            Actor.system("probe"),
            Source.SYSTEM,
            now.plus(PATIENCE),
            "probe",
            false);
    return commands
        .submit(probe)
        .handle(
            (outcome, failure) -> outcome == null ? String.valueOf(cause(failure)) : why(outcome));
  }

  private static String why(Outcome outcome) {
    return switch (outcome.verdict()) {
      case Verdict.Done _ -> "";
      case Verdict.Refused(var refusal) -> refusal.toString();
    };
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
  }

  // One made-up owner for each partition. GitHub gives nobody a name with a dot, and a probe brings
  // no owner into being.
  private List<Owner> owners(int partitions) {
    if (owners.size() == partitions) {
      return owners;
    }
    var byPartition = new TreeMap<Integer, Owner>();
    for (var number = 0; byPartition.size() < partitions; number++) {
      var owner = Owner.organization("sallyport.probe." + number);
      byPartition.putIfAbsent(OwnerPartition.of(owner, partitions), owner);
    }
    owners = new ArrayList<>(byPartition.values());
    return owners;
  }
}
