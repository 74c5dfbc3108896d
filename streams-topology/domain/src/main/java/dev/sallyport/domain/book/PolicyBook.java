package dev.sallyport.domain.book;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.book.BookEntry.ApiKeyEntry;
import dev.sallyport.domain.book.BookEntry.BlockListEntry;
import dev.sallyport.domain.book.BookEntry.BootstrapEntry;
import dev.sallyport.domain.book.BookEntry.DenialEntry;
import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.book.BookEntry.InvitationEntry;
import dev.sallyport.domain.book.BookEntry.MemberEntry;
import dev.sallyport.domain.book.BookEntry.NotificationSettingsEntry;
import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.BookEntry.ScopeEntry;
import dev.sallyport.domain.book.BookEntry.SessionsEndEntry;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.book.BookEntry.TextEntry;
import dev.sallyport.domain.book.BookEntry.Totals;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.NotificationSettings;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one owner, read point by point: an owner may hold 50,000 policies, and no rule needs
 * more of them than a command names.
 */
public interface PolicyBook {
  /** The entry under this key, of the type that the key stands for; null if there is none. */
  @Nullable BookEntry get(BookKey key);

  /** Where a policy stands, in its author's order. At most 10,000. */
  List<PlacementEntry> placements(PolicyName policy);

  /** Suppression rules, those removed lately included, in no order. At most 10,000. */
  List<SuppressionRuleEntry> suppressionRules();

  /** Integrations, in no order. At most 100. */
  List<IntegrationEntry> integrations();

  default @Nullable PolicyEntry policy(PolicyName policy) {
    return (PolicyEntry) get(new BookKey.PolicyKey(policy));
  }

  default @Nullable PolicyEntry livePolicy(PolicyName policy) {
    var entry = policy(policy);
    return entry != null && entry.live() ? entry : null;
  }

  default @Nullable String text(PolicyName policy) {
    return get(new BookKey.TextKey(policy)) instanceof TextEntry(_, var text) ? text : null;
  }

  default @Nullable ScopeEntry at(Scope scope) {
    return (ScopeEntry) get(new BookKey.ScopeKey(scope));
  }

  default @Nullable ApiKeyEntry apiKey(KeyId key) {
    return (ApiKeyEntry) get(new BookKey.ApiKeyKey(key));
  }

  default @Nullable BootstrapEntry bootstrap() {
    return (BootstrapEntry) get(new BookKey.BootstrapKey());
  }

  default @Nullable MemberEntry member(MemberId member) {
    return (MemberEntry) get(new BookKey.MemberKey(member));
  }

  default @Nullable InvitationEntry invitation(EmailAddress email) {
    return (InvitationEntry) get(new BookKey.InvitationKey(email));
  }

  default @Nullable SessionsEndEntry sessionsEnd(SessionHolder holder) {
    return (SessionsEndEntry) get(new BookKey.SessionsEndKey(holder));
  }

  default @Nullable BlockListEntry blockList() {
    return (BlockListEntry) get(new BookKey.BlockListKey());
  }

  default @Nullable DenialEntry denial(Actor actor) {
    return (DenialEntry) get(new BookKey.DenialKey(actor));
  }

  default @Nullable SuppressionRuleEntry suppressionRule(RuleId rule) {
    return (SuppressionRuleEntry) get(new BookKey.SuppressionRuleKey(rule));
  }

  default @Nullable IntegrationEntry integration(IntegrationId integration) {
    return (IntegrationEntry) get(new BookKey.IntegrationKey(integration));
  }

  default NotificationSettings notificationSettings() {
    return get(new BookKey.NotificationSettingsKey())
            instanceof NotificationSettingsEntry(var settings, _, _)
        ? settings
        : NotificationSettings.NONE;
  }

  default Totals totals() {
    return get(new BookKey.TotalsKey()) instanceof Totals totals ? totals : Totals.NONE;
  }

  /** Null while the owner has not come into being. */
  default @Nullable Head head() {
    return (Head) get(new BookKey.HeadKey());
  }
}
