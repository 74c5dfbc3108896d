package dev.sallyport.topology.codec;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.wire.Expired;
import dev.sallyport.wire.IdempotencyKeyReused;
import dev.sallyport.wire.IntegrationChangedMeanwhile;
import dev.sallyport.wire.IntegrationInactive;
import dev.sallyport.wire.KeyTaken;
import dev.sallyport.wire.LimitExceeded;
import dev.sallyport.wire.NameTaken;
import dev.sallyport.wire.NoInvitation;
import dev.sallyport.wire.NotUnderstood;
import dev.sallyport.wire.NotificationSettingsChangedMeanwhile;
import dev.sallyport.wire.RecordedAlready;
import dev.sallyport.wire.StaleRevision;
import dev.sallyport.wire.Stopped;
import dev.sallyport.wire.TooLarge;
import dev.sallyport.wire.TooSoon;
import dev.sallyport.wire.UnknownIntegration;
import dev.sallyport.wire.UnknownKey;
import dev.sallyport.wire.UnknownMember;
import dev.sallyport.wire.UnknownOwner;
import dev.sallyport.wire.UnknownPolicy;
import dev.sallyport.wire.UnknownRule;
import dev.sallyport.wire.WrongBook;
import java.time.temporal.ChronoUnit;
import org.apache.avro.specific.SpecificRecord;

/** One Avro record for each refusal of the domain. */
final class RefusalRecords {
  private RefusalRecords() {}

  static SpecificRecord encode(Refusal refusal) {
    return switch (refusal) {
      case Refusal.UnknownOwner(var owner) -> new UnknownOwner(owner.name());
      case Refusal.UnknownPolicy(var policy) -> new UnknownPolicy(policy.value());
      case Refusal.NameTaken(var policy) -> new NameTaken(policy.value());
      case Refusal.StaleRevision(var policy, var expected, var actual) ->
          new StaleRevision(policy.value(), expected, actual);
      case Refusal.LimitExceeded(var limit, var asked, var allowed) ->
          new LimitExceeded(limit, asked, allowed);
      case Refusal.TooLarge(var bytes, var allowed) -> new TooLarge(bytes, allowed);
      case Refusal.UnknownKey(var key) -> new UnknownKey(key.value());
      case Refusal.KeyTaken(var key) -> new KeyTaken(key.value());
      case Refusal.UnknownMember(var member) ->
          new UnknownMember(member.issuer(), member.subject());
      case Refusal.NoInvitation(var email) -> new NoInvitation(email.value());
      case Refusal.UnknownRule(var rule) -> new UnknownRule(rule.digits());
      case Refusal.UnknownIntegration(var integration) ->
          new UnknownIntegration(integration.digits());
      case Refusal.IntegrationChangedMeanwhile(var integration) ->
          new IntegrationChangedMeanwhile(integration.digits());
      case Refusal.NotificationSettingsChangedMeanwhile() ->
          new NotificationSettingsChangedMeanwhile();
      case Refusal.IntegrationInactive(var integration) ->
          new IntegrationInactive(integration.digits());
      case Refusal.WrongBook(var command) -> new WrongBook(command);
      case Refusal.RecordedAlready(var at) ->
          new RecordedAlready(at.truncatedTo(ChronoUnit.MILLIS));
      case Refusal.TooSoon(var again) -> new TooSoon(again.truncatedTo(ChronoUnit.MILLIS));
      case Refusal.IdempotencyKeyReused _ -> new IdempotencyKeyReused();
      case Refusal.Expired(var notAfter) -> new Expired(notAfter.truncatedTo(ChronoUnit.MILLIS));
      case Refusal.NotUnderstood(var reason) -> new NotUnderstood(reason);
      case Refusal.Stopped(var reason) -> new Stopped(reason);
    };
  }

  /** Throws {@link IllegalArgumentException} for values that the domain cannot hold. */
  static Refusal decode(Object written) {
    return switch (written) {
      case UnknownOwner r -> new Refusal.UnknownOwner(Owner.of(r.getOwner()));
      case UnknownPolicy r -> new Refusal.UnknownPolicy(new PolicyName(r.getPolicy()));
      case NameTaken r -> new Refusal.NameTaken(new PolicyName(r.getPolicy()));
      case StaleRevision r ->
          new Refusal.StaleRevision(new PolicyName(r.getPolicy()), r.getExpected(), r.getActual());
      case LimitExceeded r -> new Refusal.LimitExceeded(r.getLimit(), r.getAsked(), r.getAllowed());
      case TooLarge r -> new Refusal.TooLarge(r.getBytes(), r.getAllowed());
      case UnknownKey r -> new Refusal.UnknownKey(new KeyId(r.getKeyId()));
      case KeyTaken r -> new Refusal.KeyTaken(new KeyId(r.getKeyId()));
      case UnknownMember r ->
          new Refusal.UnknownMember(new MemberId(r.getIssuer(), r.getSubject()));
      case NoInvitation r -> new Refusal.NoInvitation(new EmailAddress(r.getEmail()));
      case UnknownRule r -> new Refusal.UnknownRule(new RuleId(r.getRuleId()));
      case UnknownIntegration r ->
          new Refusal.UnknownIntegration(new IntegrationId(r.getIntegrationId()));
      case IntegrationChangedMeanwhile r ->
          new Refusal.IntegrationChangedMeanwhile(new IntegrationId(r.getIntegrationId()));
      case NotificationSettingsChangedMeanwhile _ ->
          new Refusal.NotificationSettingsChangedMeanwhile();
      case IntegrationInactive r ->
          new Refusal.IntegrationInactive(new IntegrationId(r.getIntegrationId()));
      case WrongBook r -> new Refusal.WrongBook(r.getCommand());
      case RecordedAlready r -> new Refusal.RecordedAlready(r.getAt());
      case TooSoon r -> new Refusal.TooSoon(r.getAgain());
      case IdempotencyKeyReused _ -> new Refusal.IdempotencyKeyReused();
      case Expired r -> new Refusal.Expired(r.getNotAfter());
      case NotUnderstood r -> new Refusal.NotUnderstood(r.getReason());
      case Stopped r -> new Refusal.Stopped(r.getReason());
      default ->
          throw new IllegalArgumentException(written.getClass().getName() + " is no refusal");
    };
  }
}
