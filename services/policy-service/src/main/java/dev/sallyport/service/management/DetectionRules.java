package dev.sallyport.service.management;

import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.command.PolicyCommand.AddSuppressionRule;
import dev.sallyport.domain.command.PolicyCommand.ChangeSuppressionRule;
import dev.sallyport.domain.command.PolicyCommand.RemoveSuppressionRule;
import dev.sallyport.domain.command.Refusal.UnknownRule;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.ChangeRequests.Answered;
import dev.sallyport.service.problem.Rejection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists, adds, changes and removes the tenant's suppression rules. */
@Singleton
public class DetectionRules {
  private static final Comparator<SuppressionRuleEntry> OLDEST_FIRST =
      Comparator.comparing(SuppressionRuleEntry::createdAt)
          .thenComparing(entry -> entry.rule().id().digits());

  private final Reads reads;
  private final ChangeRequests changes;

  @Inject
  DetectionRules(Reads reads, ChangeRequests changes) {
    this.reads = reads;
    this.changes = changes;
  }

  /** A rule after a change, which may have been removed since. */
  public record Changed(Answered answered, SuppressionRuleEntry entry) {}

  /** Those that stand and those removed lately: both suppress what is past. */
  public Dated<List<SuppressionRuleEntry>> all() {
    return reads.owner(Owner.TENANT, book -> book.suppressionRules());
  }

  /** Those that stand. */
  public Dated<List<SuppressionRuleEntry>> standing() {
    var all = all();
    return new Dated<>(
        all.value().stream().filter(SuppressionRuleEntry::live).sorted(OLDEST_FIRST).toList(),
        all.age());
  }

  /** One that stands; rejected if there is none. */
  public Dated<SuppressionRuleEntry> standing(RuleId id) {
    return reads.owner(
        Owner.TENANT,
        book -> {
          var entry = book.suppressionRule(id);
          if (entry == null || !entry.live()) {
            throw new Rejection(new UnknownRule(id));
          }
          return entry;
        });
  }

  public Changed add(
      ContainerRequestContext request, DetectionRuleJson.Asked asked, byte @Nullable [] body) {
    var answered =
        changes.submitNamed(
            request, Owner.TENANT, id -> new AddSuppressionRule(asked.rule(named(id))), body);
    return changed(answered, named(answered.id()));
  }

  public Changed change(
      ContainerRequestContext request,
      RuleId id,
      DetectionRuleJson.Asked asked,
      byte @Nullable [] body) {
    var command = new ChangeSuppressionRule(asked.rule(id));
    return changed(changes.submit(request, Owner.TENANT, command, body), id);
  }

  public Answered remove(ContainerRequestContext request, RuleId id) {
    return changes.submit(request, Owner.TENANT, new RemoveSuppressionRule(id), null);
  }

  // A repeat under the same idempotency key is about the same rule, by this name.
  private static RuleId named(CommandId id) {
    return new RuleId(id.toString().replace("-", ""));
  }

  private Changed changed(Answered answered, RuleId id) {
    var entry = reads.here(Owner.TENANT, book -> book.suppressionRule(id));
    if (entry == null) {
      throw new Rejection(new UnknownRule(id));
    }
    return new Changed(answered, entry);
  }
}
