package dev.sallyport.cli;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.command.Outcome.Verdict;
import dev.sallyport.domain.command.PolicyCommand.ReplaceBootstrapKey;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.submit.CommandSubmitter;
import dev.sallyport.topology.submit.Commands;
import dev.sallyport.topology.submit.SubmitSettings;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.ChangelogView;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Issues a new bootstrap key, and ends the old one. Whoever can reach the broker with this
 * machine's settings holds everything that Sallyport holds, so no key is asked for; the change is
 * an event like any other.
 */
@Command(
    name = "reset-admin",
    sortOptions = false,
    description = {
      "Issues a new bootstrap admin key and ends the one before; Sallyport has to be running here.",
      "The history says that it was done from this machine.",
      ""
    })
final class ResetAdmin implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BETWEEN = Duration.ofMillis(50);

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunningInstance instance;
    try {
      instance = data.running();
    } catch (CannotStart nothingRuns) {
      System.err.println("error: " + nothingRuns.getMessage());
      return 1;
    }
    var properties = ClientProperties.kafka(System.getenv());
    properties.put("bootstrap.servers", instance.bootstrapServers());
    var clients = new KafkaClients(properties);
    var topics = new Topics("");
    var clock = InstantSource.system();
    var secret = AdminKey.random();
    try (var view = ChangelogView.start(clients, topics, (_, _) -> new byte[0], clock);
        var commands =
            CommandSubmitter.start(
                clients, topics, view, SubmitSettings.DEFAULT, clock, (_, _, _) -> {})) {
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (commands.partitions() == 0 && System.nanoTime() < deadline) {
        Thread.sleep(BETWEEN);
      }
      var outcome = commands.submit(submission(secret, clock)).toCompletableFuture().join();
      return switch (outcome.verdict()) {
        case Verdict.Done _ -> {
          System.out.printf("Admin key  %s   (shown this once)%n", secret);
          System.out.println("The bootstrap key from before opens nothing any more.");
          yield 0;
        }
        case Verdict.Refused(var refusal) -> {
          System.err.println("error: The new key was refused: " + refusal);
          yield 1;
        }
      };
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof Commands.Unanswered
          || failed.getCause() instanceof Commands.Unavailable) {
        System.err.printf(
            "error: No answer from the decider (%s). Is Sallyport ready? ./sallyport status tells.%n",
            failed.getCause().getMessage());
        return 1;
      }
      throw failed;
    }
  }

  private static Submission submission(String secret, InstantSource clock) {
    var key = new ApiKey(KeyHash.of(secret), KeyKind.TENANT_ADMIN, "bootstrap", null, true);
    return new Submission(
        new CommandId(UUID.randomUUID()),
        Owner.TENANT,
        new ReplaceBootstrapKey(key, false),
        Actor.system("reset-admin"),
        Source.COMMAND_LINE,
        clock.instant().plus(PATIENCE),
        "reset-admin",
        true);
  }
}
