package dev.sallyport.service.startup;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.Outcome.Verdict.Refused;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.ReplaceBootstrapKey;
import dev.sallyport.domain.command.PolicyCommand.ReplaceGlobalBlockList;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.logging.LogLine;
import dev.sallyport.service.config.BlockListFile;
import dev.sallyport.topology.submit.Commands;
import dev.sallyport.topology.view.PolicyView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The tenant's first facts: a key to begin with, and a block list. Harmless to repeat. */
final class Bootstrap {
  private static final Logger LOG = Logger.getLogger(Bootstrap.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Actor ACTOR = Actor.system("start");

  private final EngineSettings settings;
  private final PolicyView view;
  private final Commands commands;
  private final InstantSource clock;

  Bootstrap(EngineSettings settings, PolicyView view, Commands commands, InstantSource clock) {
    this.settings = settings;
    this.view = view;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * @throws RuntimeException if it cannot be done now; to be tried again
   */
  void run() {
    settings
        .adminKey()
        .ifPresent(key ->
            submit(
                new ReplaceBootstrapKey(
                    new ApiKey(
                        KeyHash.of(key.secret()), KeyKind.TENANT_ADMIN, "bootstrap", null, true),
                    true)));
    if (settings.blockList().isPresent()) {
      submit(new ReplaceGlobalBlockList(settings.blockList().get()));
    } else if (view.read(Owner.TENANT, book -> book.blockList() == null)) {
      submit(new ReplaceGlobalBlockList(BlockListFile.shipped()));
    }
  }

  private void submit(PolicyCommand command) {
    var submission =
        new Submission(
            new CommandId(UUID.randomUUID()),
            Owner.TENANT,
            command,
            ACTOR,
            Source.SYSTEM,
            clock.instant().plus(PATIENCE),
            "start",
            true);
    switch (commands.submit(submission).toCompletableFuture().join().verdict()) {
      case Done done ->
          LOG.info(
              LogLine.of("bootstrap")
                  .with("type", command.getClass().getSimpleName())
                  .with("changed", done.changed()));
      case Refused(var refusal) ->
          throw new IllegalStateException(
              "%s was refused: %s".formatted(command.getClass().getSimpleName(), refusal));
    }
  }
}
