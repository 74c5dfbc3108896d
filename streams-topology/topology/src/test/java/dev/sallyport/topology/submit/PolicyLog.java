package dev.sallyport.topology.submit;

import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.decider.Decider;
import dev.sallyport.topology.decider.DeciderSettings;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.Ask;
import dev.sallyport.topology.view.ChangelogView;
import dev.sallyport.topology.view.PolicyRenderer;
import dev.sallyport.topology.view.Soon;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The whole write path of one instance on a real broker: decider, view and the way in. */
public final class PolicyLog implements AutoCloseable {
  /** Renders owner, policy and version. */
  public static final PolicyRenderer RENDERER =
      (owner, policy) ->
          "%s/%s/%d"
              .formatted(owner, policy.policy(), policy.version())
              .getBytes(StandardCharsets.UTF_8);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int partitions;
  private final Decider decider;
  private final ChangelogView view;
  private final CommandSubmitter commands;

  /** Starts on topics of this prefix, and returns once changes can be made. */
  public PolicyLog(KafkaClients clients, Topics topics, int partitions, Path folder) {
    var clock = InstantSource.system();
    this.partitions =
        new TopicDeclarations(clients, topics, new TopicSettings(true, partitions, (short) 0))
            .ensure();
    this.decider =
        new Decider(
            clients,
            topics,
            EventEncoder.registered(SchemaIds.inMemory(new InMemoryRegistry())),
            DeciderSettings.onOneMachine(folder, this.partitions),
            clock);
    this.view = ChangelogView.start(clients, topics, RENDERER, clock);
    this.commands =
        CommandSubmitter.start(
            clients, topics, view, SubmitSettings.DEFAULT, clock, (_, _, _) -> {});
    decider.start();
    Soon.is("the view has caught up", () -> view.health().caughtUp());
    Soon.is("outcomes are heard", () -> commands.partitions() > 0);
    var probe = new ChangeProbe(commands, commands::partitions, clock);
    Soon.is("changes can be made", () -> probe.probe().toCompletableFuture().join().changeable());
  }

  public ChangelogView view() {
    return view;
  }

  public CommandSubmitter commands() {
    return commands;
  }

  public Decider decider() {
    return decider;
  }

  public int partitions() {
    return partitions;
  }

  /** Submits a command that may take half a minute. */
  public CompletableFuture<Outcome> submit(Owner owner, PolicyCommand command) {
    return commands
        .submit(Ask.of(owner, command, InstantSource.system().instant().plus(PATIENCE)))
        .toCompletableFuture();
  }

  /** Submits commands one after the other; each must be done. */
  public void done(Owner owner, PolicyCommand... all) {
    for (var command : all) {
      var outcome = submit(owner, command).orTimeout(60, TimeUnit.SECONDS).join();
      if (!(outcome.verdict() instanceof Outcome.Verdict.Done)) {
        throw new AssertionError(command + " was not done: " + outcome.verdict());
      }
    }
  }

  @Override
  public void close() {
    commands.close();
    view.close();
    decider.close();
  }
}
