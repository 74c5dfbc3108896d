package dev.sallyport.service.management;

import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.command.Refusal.UnknownPolicy;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.PolicyMembers;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.document.Reading;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.topology.view.OwnerBook;
import java.util.List;

/** A live policy, taken out of its owner's book at one moment. */
public record PolicyNow(PolicyEntry entry, PolicyRules rules, String text, List<Scope> scopes) {

  public static PolicyNow of(OwnerBook book, PolicyName policy) {
    var entry = book.livePolicy(policy);
    if (entry == null || entry.rules() == null) {
      throw new Rejection(new UnknownPolicy(policy));
    }
    var text = book.text(policy);
    if (text == null) {
      throw new IllegalStateException("The live policy " + policy + " has no text");
    }
    return new PolicyNow(entry, entry.rules(), text, scopes(book, policy));
  }

  public static List<Scope> scopes(OwnerBook book, PolicyName policy) {
    return book.placements(policy).stream().map(PlacementEntry::scope).toList();
  }

  public PolicyMembers members() {
    return members(text, rules);
  }

  /**
   * Endpoints as their author spelt them; what they mean is in the rules, recorded with the text.
   */
  public static PolicyMembers members(String text, PolicyRules rules) {
    return switch (PolicyDocument.read(text)) {
      case Reading.Readable(var document, _) when document.rules().equals(rules) ->
          document.toMembers();
      case Reading.Readable _, Reading.Unreadable _ -> rules.toMembers();
    };
  }
}
