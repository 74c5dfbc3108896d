package dev.sallyport.topology.codec;

import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.names.Owner;
import org.jspecify.annotations.Nullable;

/** What a record of {@code policy-commands} turned out to be. */
public sealed interface CommandReading {
  record Understood(Submission submission) implements CommandReading {}

  /**
   * @param reason for the refusal and the log
   * @param heading whom to answer; null where not even that can be read, and nobody can be answered
   */
  record NotUnderstood(String reason, @Nullable Heading heading) implements CommandReading {}

  /** What can be read of a command whatever it asks for. */
  record Heading(CommandId id, Owner owner, String request) {}
}
