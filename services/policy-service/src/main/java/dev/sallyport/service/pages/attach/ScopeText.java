package dev.sallyport.service.pages.attach;

import dev.sallyport.domain.names.Scope;
import dev.sallyport.service.management.ScopeLists;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.util.List;

/** Scopes as forms hold them: {@code workflow app/ci.yml}, {@code organization}. */
public final class ScopeText {
  private ScopeText() {}

  /** Throws a rejection, or says that a name is invalid. */
  public static List<Scope> all(List<String> texts) {
    return texts.stream().map(ScopeText::scope).distinct().toList();
  }

  static Scope scope(String text) {
    var blank = text.indexOf(' ');
    return blank < 0 ? scope(text, "") : scope(text.substring(0, blank), text.substring(blank + 1));
  }

  /** Throws a rejection, or says that a name is invalid. What is unknown never widens. */
  public static Scope scope(String level, String target) {
    var named = List.of(target);
    List<String> none = List.of();
    var scopes =
        switch (level) {
          case "organization" -> ScopeLists.ofQuery(true, none, none, none);
          case "repository" -> ScopeLists.ofQuery(false, named, none, none);
          case "workflow" -> ScopeLists.ofQuery(false, none, named, none);
          case "cluster" -> ScopeLists.ofQuery(false, none, none, named);
          default ->
              throw new Rejection(
                  new Malformed(
                      "A scope is an organization, a repository, a workflow or a cluster."));
        };
    return scopes.getFirst();
  }
}
