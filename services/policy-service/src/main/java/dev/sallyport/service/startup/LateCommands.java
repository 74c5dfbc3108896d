package dev.sallyport.service.startup;

import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.topology.submit.Commands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The way in for changes before there is one. */
final class LateCommands implements Commands {
  private volatile @Nullable Commands commands;

  void become(Commands there) {
    commands = there;
  }

  @Override
  public CompletionStage<Outcome> submit(Submission submission) {
    var there = commands;
    return there == null
        ? CompletableFuture.failedStage(new Unavailable("this instance is still starting"))
        : there.submit(submission);
  }
}
