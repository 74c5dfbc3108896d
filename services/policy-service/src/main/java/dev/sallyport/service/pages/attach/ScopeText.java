package dev.sallyport.service.pages.attach;

import dev.sallyport.domain.names.Scope;
import dev.sallyport.service.management.ScopeLists;
import java.util.List;

/** Scopes as forms hold them: {@code workflow app/ci.yml}, {@code organization}. */
final class ScopeText {
  private ScopeText() {}

  static List<Scope> all(List<String> texts) {
    return texts.stream().map(ScopeText::scope).distinct().toList();
  }

  static Scope scope(String text) {
    var blank = text.indexOf(' ');
    return blank < 0 ? scope(text, "") : scope(text.substring(0, blank), text.substring(blank + 1));
  }

  /** Throws a rejection, or says that a name is invalid. */
  static Scope scope(String level, String target) {
    var named = List.of(target);
    return ScopeLists.ofQuery(
            !List.of("repository", "workflow", "cluster").contains(level),
            level.equals("repository") ? named : List.of(),
            level.equals("workflow") ? named : List.of(),
            level.equals("cluster") ? named : List.of())
        .getFirst();
  }
}
