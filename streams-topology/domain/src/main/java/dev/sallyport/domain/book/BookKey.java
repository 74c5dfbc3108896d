package dev.sallyport.domain.book;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;

/** Names one entry of an owner's book. */
public sealed interface BookKey {
  record PolicyKey(PolicyName policy) implements BookKey {}

  record TextKey(PolicyName policy) implements BookKey {}

  record ScopeKey(Scope scope) implements BookKey {}

  record PlacementKey(PolicyName policy, long position) implements BookKey {}

  record ApiKeyKey(KeyId key) implements BookKey {}

  record BootstrapKey() implements BookKey {}

  record MemberKey(MemberId member) implements BookKey {}

  record InvitationKey(EmailAddress email) implements BookKey {}

  record SessionsEndKey(SessionHolder holder) implements BookKey {}

  record BlockListKey() implements BookKey {}

  record DenialKey(Actor actor) implements BookKey {}

  record SuppressionRuleKey(RuleId rule) implements BookKey {}

  record IntegrationKey(IntegrationId integration) implements BookKey {}

  record NotificationSettingsKey() implements BookKey {}

  record TotalsKey() implements BookKey {}

  record HeadKey() implements BookKey {}
}
