package dev.sallyport.domain.command;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import java.time.Instant;

/** Why a command was not done. Each is final for that command, and nothing of it has happened. */
public sealed interface Refusal {
  record UnknownOwner(Owner owner) implements Refusal {}

  record UnknownPolicy(PolicyName policy) implements Refusal {}

  record NameTaken(PolicyName policy) implements Refusal {}

  /** Someone changed the policy since the author last saw it. */
  record StaleRevision(PolicyName policy, long expected, long actual) implements Refusal {}

  /** A limit of {@link dev.sallyport.domain.book.Limits}. */
  record LimitExceeded(String limit, long asked, long allowed) implements Refusal {}

  /** A record that the broker would not take. */
  record TooLarge(long bytes, long allowed) implements Refusal {}

  record UnknownKey(KeyId key) implements Refusal {}

  /** The same secret was issued before. */
  record KeyTaken(KeyId key) implements Refusal {}

  record UnknownMember(MemberId member) implements Refusal {}

  /** Nobody is invited under this address: never was, or it was accepted or withdrawn. */
  record NoInvitation(EmailAddress email) implements Refusal {}

  /** No suppression rule stands under this id: never did, or it was removed. */
  record UnknownRule(RuleId rule) implements Refusal {}

  /** No integration stands under this id: never did, or it was removed. */
  record UnknownIntegration(IntegrationId integration) implements Refusal {}

  /** Somebody changed it since the author last saw it. */
  record IntegrationChangedMeanwhile(IntegrationId integration) implements Refusal {}

  /** The settings that a change was made from do not stand any more. */
  record NotificationSettingsChangedMeanwhile() implements Refusal {}

  /** It is not told anything just now, so that there is nothing to try or to deliver again. */
  record IntegrationInactive(IntegrationId integration) implements Refusal {}

  /** Meant for the tenant's book and sent to an organization's, or the other way round. */
  record WrongBook(String command) implements Refusal {}

  /** A denied attempt of this actor was recorded less than a minute ago; its count is kept. */
  record RecordedAlready(Instant at) implements Refusal {}

  /** What may be done once in a while was done a moment ago; from then on it may be again. */
  record TooSoon(Instant again) implements Refusal {}

  /** The idempotency key was used for another request within the last day. */
  record IdempotencyKeyReused() implements Refusal {}

  /** The command arrived when nobody waited for it any more. */
  record Expired(Instant notAfter) implements Refusal {}

  /** Bytes that are no command, or a command of a newer version. */
  record NotUnderstood(String reason) implements Refusal {}

  /** Deciding stopped for this part of the owners because their log or state cannot be right. */
  record Stopped(String reason) implements Refusal {}
}
