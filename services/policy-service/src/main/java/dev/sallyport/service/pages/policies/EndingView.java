package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.advice.Advice;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.service.management.PolicyNow;
import dev.sallyport.service.pages.Links;
import java.util.List;

/**
 * What detaching or deleting a policy would come to.
 *
 * @param path of the policy
 * @param revision that was looked at: a later one is asked about again
 * @param scopes where it stands, the first of them
 * @param more how many further ones there are
 * @param advice what jobs get instead
 */
public record EndingView(
    String name,
    String path,
    String store,
    boolean deletes,
    long revision,
    List<String> scopes,
    int more,
    List<String> advice) {
  private static final int NAMED = 20;

  static EndingView of(String owner, PolicyNow now, List<Advice> advice, boolean deletes) {
    var name = now.entry().policy().value();
    var scopes = now.scopes();
    return new EndingView(
        name,
        Links.policy(owner, name),
        Links.policies(owner),
        deletes,
        now.entry().revision(),
        scopes.stream().limit(NAMED).map(Scope::describe).toList(),
        Math.max(0, scopes.size() - NAMED),
        advice.stream().map(Advice::message).toList());
  }

  public String title() {
    return deletes ? "Delete policy" : "Detach policy";
  }

  /** Where the form is sent. */
  public String action() {
    return path + (deletes ? "/delete" : "/detach");
  }

  /** Whether there is anything to do. */
  public boolean possible() {
    return deletes || !scopes.isEmpty();
  }
}
