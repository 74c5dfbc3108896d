package dev.sallyport.domain.command;

import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import java.time.Instant;

/**
 * A command on its way to the decider.
 *
 * @param notAfter when nobody waits for it any more: a command that arrives later is refused, so
 *     that a request that timed out does not take effect behind its author's back
 * @param request a digest of what was asked, by which a repeat is told from another request under
 *     the same idempotency key
 * @param mayAddOrganization whether this command may bring its owner into being
 */
public record Submission(
    CommandId id,
    Owner owner,
    PolicyCommand command,
    Actor actor,
    Source source,
    Instant notAfter,
    String request,
    boolean mayAddOrganization) {}
